import { deckControls } from './deck-controls.ts';
import { PADS } from '../console/sampler/pads.ts';
import { amount, bipolar, open, press, steps, type ControlKind } from './kinds.ts';

const padControls = Object.fromEntries(
  Array.from({ length: PADS }, (_, slot) => [`sampler.pad.${slot + 1}`, press]),
) as Record<`sampler.pad.${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`, typeof press>;

/** What exists once. */
export const commonControls = {
  /** -1 is the left side alone, 1 the right. */
  'mixer.crossfader': bipolar,
  /** Reverses the crossfader. */
  'mixer.crossfader.reverse': press,
  /** Level of the master. */
  'mixer.master': { kind: 'range', min: 0, max: 1, rest: 1 },
  /** Level of the headphones. */
  'mixer.headphones': { kind: 'range', min: 0, max: 1, rest: 1 },
  /** In the headphones: -1 the cued decks alone, 1 the master alone. */
  'mixer.cuemix': bipolar,
  /** Microphone on or off. */
  'mixer.mic': press,
  'mixer.mic.level': amount,
  /** Records the master. Lit while it does. */
  'mixer.record': press,
  /** Moves the selection in the list of tracks, in rows. */
  'library.scroll': steps,
  /** Lets the selected track be heard in the headphones before it is on a deck, or ends that. */
  'library.preview': press,
  /** Pads of the sampler, for as long as they are held; lit while they sound. */
  ...padControls,
  /** Silences all pads. */
  'sampler.stop': press,
  /** Channel fader of the sampler. */
  'sampler.volume': open,
  'sampler.filter': bipolar,
  /** The sampler in the headphones, on or off. */
  'sampler.headphones': press,
  /** Swaps the pair of decks that `left` and `right` stand for: A and B, or C and D. */
  'side.left': press,
  'side.right': press,
} as const satisfies Record<string, ControlKind>;

export const deckIds = ['A', 'B', 'C', 'D'] as const;
export type ControlDeck = (typeof deckIds)[number];
export type DeckControl = keyof typeof deckControls;

/** Name of a control that exists, such as `deck.A.play`. Kept in mappings and logs: names are never given another meaning. */
export type ControlId = `deck.${ControlDeck}.${DeckControl}` | keyof typeof commonControls;

/** As `ControlId`, or of a side that stands for one of two decks: `deck.left.play` is deck A or C. */
export type SurfaceControl = ControlId | `deck.${DeckSide}.${DeckControl}`;
export type DeckSide = 'left' | 'right';

/** Which deck each side stands for now. */
export type DeckSides = Readonly<Record<DeckSide, ControlDeck>>;
export const firstSides: DeckSides = { left: 'A', right: 'B' };
const partner: Readonly<Record<ControlDeck, ControlDeck>> = { A: 'C', C: 'A', B: 'D', D: 'B' };

/** The sides after one of them was swapped. */
export const swapped = (sides: DeckSides, side: DeckSide): DeckSides => ({ ...sides, [side]: partner[sides[side]] });

const surfaceName = /^deck\.(A|B|C|D|left|right)\.(.+)$/;

/** What a name stands for, or null when there is no such control. */
export function controlKind(name: string): ControlKind | null {
  const found = surfaceName.exec(name);
  if (!found) return Object.hasOwn(commonControls, name) ? commonControls[name as keyof typeof commonControls] : null;
  const control = found[2] as DeckControl;
  return Object.hasOwn(deckControls, control) ? deckControls[control] : null;
}

/** The two parts of a deck's control, or null for one that exists once. */
export function deckPart(name: SurfaceControl): { deck: ControlDeck | DeckSide; control: DeckControl } | null {
  const found = surfaceName.exec(name);
  return found && { deck: found[1] as ControlDeck | DeckSide, control: found[2] as DeckControl };
}

/** The control that a name of a surface means while the sides stand as they do. */
export function resolve(name: SurfaceControl, sides: DeckSides): ControlId {
  const part = deckPart(name);
  if (part?.deck !== 'left' && part?.deck !== 'right') return name as ControlId;
  return `deck.${sides[part.deck]}.${part.control}`;
}

/** All controls of one deck or side, and all that exist once. */
export const controlsOfDeck = <Deck extends ControlDeck | DeckSide>(deck: Deck) =>
  (Object.keys(deckControls) as DeckControl[]).map((control) => `deck.${deck}.${control}` as const);
export const onceControls = Object.keys(commonControls) as (keyof typeof commonControls)[];
