import { commonControls, controlKind, type DeckControl, type SurfaceControl } from '#core/controls/controls.ts';
import { m } from '#i18n/paraglide/messages.js';

type Name = () => string;

/** Names of a deck's controls; those with a number at their end stand in `numbered`. */
const deckNames: Readonly<Record<string, Name>> = {
  play: m.decks_shortcut_play,
  cue: m.decks_shortcut_cue,
  start: m.controllers_start,
  sync: m.decks_sync,
  leader: m.controllers_leader,
  keylock: m.decks_key_lock,
  quantise: m.decks_quantize,
  slip: m.decks_slip,
  reverse: m.decks_reverse,
  censor: m.controllers_censor,
  brake: m.decks_brake,
  load: m.controllers_load,
  tempo: m.decks_tempo,
  'tempo.range': m.decks_tempo_range,
  'tempo.step': m.controllers_tempo_step,
  'tempo.reset': m.controllers_tempo_reset,
  'nudge.up': m.decks_shortcut_nudge_up,
  'nudge.down': m.decks_shortcut_nudge_down,
  'jog.touch': m.controllers_jog_touch,
  'jog.turn': m.controllers_jog_turn,
  seek: m.controllers_seek,
  position: m.decks_position,
  'loop.in': m.decks_loop_in,
  'loop.out': m.decks_loop_out,
  'loop.active': m.controllers_loop_active,
  'loop.halve': m.decks_loop_halve,
  'loop.double': m.decks_loop_double,
  'loop.back': m.decks_loop_back,
  'loop.ahead': m.decks_loop_ahead,
  'jump.back': m.decks_shortcut_jump_back,
  'jump.ahead': m.decks_shortcut_jump_ahead,
  'jump.halve': m.decks_jump_halve,
  'jump.double': m.decks_jump_double,
  'jump.beats': m.controllers_jump_beats,
  'grid.earlier': () => m.decks_grid_shift({ ms: '−1' }),
  'grid.later': () => m.decks_grid_shift({ ms: '+1' }),
  'grid.downbeat': m.decks_grid_bar,
  'grid.halve': m.decks_grid_halve,
  'grid.double': m.decks_grid_double,
  'grid.undo': m.decks_grid_undo,
  pitch: m.decks_pitch,
  'pitch.up': m.decks_pitch_up,
  'pitch.down': m.decks_pitch_down,
  'pitch.reset': m.decks_pitch_reset,
  'pitch.match': m.decks_key_match,
  volume: m.decks_volume,
  gain: m.decks_gain,
  'eq.high': m.decks_eq_high,
  'eq.mid': m.decks_eq_mid,
  'eq.low': m.decks_eq_low,
  'kill.high': () => m.decks_kill_of({ band: m.decks_eq_high() }),
  'kill.mid': () => m.decks_kill_of({ band: m.decks_eq_mid() }),
  'kill.low': () => m.decks_kill_of({ band: m.decks_eq_low() }),
  filter: m.decks_filter,
  headphones: m.decks_phones_help,
  'fx.on': m.decks_fx_on,
  'fx.next': m.controllers_fx_next,
  'fx.mix': m.decks_fx_mix,
  'fx.amount': m.decks_fx_amount,
  'fx.meta': m.decks_fx_meta,
} satisfies Partial<Record<DeckControl, Name>>;

const numbered: readonly (readonly [prefix: string, name: (number: string) => string])[] = [
  ['sampler.pad.', (pad) => m.decks_sampler_key({ pad })],
  ['hotcue.clear.', (pad) => m.controllers_hotcue_clear({ pad })],
  ['hotcue.', (pad) => m.decks_shortcut_pad({ pad })],
  ['beatloop.', (beats) => m.decks_loop_beats({ beats })],
  ['looproll.', (beats) => m.controllers_roll({ beats })],
];

/** What the second and third effect of a chain have is called as what the first has. */
function effectPart(part: string): string | null {
  const [, slot, name] = /^fx([23])\.(.+)$/.exec(part) ?? [];
  const plain = name && deckNames[`fx.${name}`];
  return plain ? m.controllers_fx_of({ effect: plain(), slot: slot ?? '' }) : null;
}

const commonNames: Readonly<Partial<Record<keyof typeof commonControls, Name>>> = {
  'mixer.crossfader': m.decks_crossfader,
  'mixer.crossfader.reverse': m.decks_crossfader_reverse,
  'mixer.master': m.decks_master,
  'mixer.headphones': m.decks_phones_level,
  'mixer.cuemix': m.decks_phones_mix,
  'mixer.mic': m.decks_mic_on,
  'mixer.mic.level': m.decks_mic_level,
  'library.scroll': m.controllers_scroll,
  'library.preview': m.decks_preview,
  'sampler.stop': m.decks_sampler_stop,
  'sampler.volume': m.controllers_sampler_volume,
  'sampler.filter': m.controllers_sampler_filter,
  'sampler.headphones': m.decks_sampler_phones,
  'side.left': m.controllers_side_left,
  'side.right': m.controllers_side_right,
};

/** Name of a control without its deck, or null for one that has none because nothing answers for it yet. */
export function partName(part: string): string | null {
  const plain = deckNames[part] ?? commonNames[part as keyof typeof commonControls];
  if (plain) return plain();
  const effect = effectPart(part);
  if (effect !== null) return effect;
  const family = numbered.find(([prefix]) => part.startsWith(prefix));
  return family ? family[1](part.slice(family[0].length)) : null;
}

/** Where a control is: a deck, a side that stands for a deck, or what exists once. */
export function placeName(place: string): string {
  if (place === 'left') return m.controllers_side_of_left();
  if (place === 'right') return m.controllers_side_of_right();
  return place === 'once' ? m.controllers_once() : m.decks_deck({ id: place });
}

/** Whole name of a control, such as “Deck A: Play or pause”. */
export function controlName(control: SurfaceControl | 'shift'): string {
  if (control === 'shift') return m.controllers_shift();
  if (!controlKind(control)) return control;
  const found = /^deck\.([^.]+)\.(.+)$/.exec(control);
  const part = partName(found?.[2] ?? control) ?? control;
  return found ? m.controllers_control_of({ place: placeName(found[1] ?? ''), control: part }) : part;
}
