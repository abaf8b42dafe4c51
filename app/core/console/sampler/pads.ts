/** Name of the sampler in the names of controls: `S.pad1.hit`. */
export const SAMPLER = 'S';

/** Pads of the sampler. */
export const PADS = 8;

/** Its channel stands behind those of the four decks. */
export const SAMPLER_CHANNEL = 4;

/** What a press of a pad does: play to the end, sound for as long as it is held, go round until it is pressed again. */
export const padModes = ['shot', 'hold', 'loop'] as const;

export type PadMode = (typeof padModes)[number];

/** Names of the pads in the names of controls. */
export const padNames = ['pad1', 'pad2', 'pad3', 'pad4', 'pad5', 'pad6', 'pad7', 'pad8'] as const;
