import type { PadMode } from '#core/console/sampler/pads.ts';
import { m } from '#i18n/paraglide/messages.js';

/** What a press of a pad does, in words. */
export const modeNames: Readonly<Record<PadMode, () => string>> = {
  shot: m.decks_sampler_shot,
  hold: m.decks_sampler_hold,
  loop: m.decks_sampler_loop,
};
