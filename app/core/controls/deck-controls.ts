import { amount, bipolar, open, press, steps } from './kinds.ts';

/** Sizes of beat loops in beats; the name of a control carries the size: `beatloop.1/2`. */
export const loopSizes = ['1/32', '1/16', '1/8', '1/4', '1/2', '1', '2', '4', '8', '16', '32', '64'] as const;
export const rollSizes = ['1/16', '1/8', '1/4', '1/2', '1'] as const;
const effectParts = ['on', 'next'] as const;
const effectKnobs = ['mix', 'amount'] as const;
export const hotCues = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** Beats of a size as it stands in a name: `1/4` is 0.25. */
export function beatsOf(size: string): number {
  const [over = '1', under = '1'] = size.split('/');
  return Number(over) / Number(under);
}

const named = <Prefix extends string, Part extends string | number, Kind>(
  prefix: Prefix,
  parts: readonly Part[],
  kind: Kind,
) => Object.fromEntries(parts.map((part) => [`${prefix}.${part}`, kind])) as Record<`${Prefix}.${Part}`, Kind>;

/** What each deck has, by the part of the name after `deck.A.`. */
export const deckControls = {
  /** Play or pause. Lit while the deck plays. */
  play: press,
  /** The club cue button, held: sets the point while paused, plays from it while held, goes back to it while playing. */
  cue: press,
  /** To the start of the track. */
  start: press,
  /** Beat sync on or off. */
  sync: press,
  /** Makes this deck the one that the others follow. */
  leader: press,
  /** Key lock on or off. */
  keylock: press,
  /** Quantise on or off. */
  quantise: press,
  /** Slip on or off. */
  slip: press,
  /** Reverse on or off. */
  reverse: press,
  /** Reverse with slip for as long as it is held. */
  censor: press,
  /** Slows to a stop as a turntable does. */
  brake: press,
  /** Loads the track that is selected in the list. */
  load: press,
  unload: press,

  /** Place of the tempo fader; 1 is the fast end of the range, whatever its width. */
  tempo: bipolar,
  /** Next width of the tempo fader. */
  'tempo.range': press,
  /** Tempo in steps of 0.1 %. */
  'tempo.step': steps,
  'tempo.reset': press,
  /** Faster or slower for as long as it is held, to bring beats together. */
  'nudge.up': press,
  'nudge.down': press,

  /** A hand lies on the platter while 1: what `jog.turn` says scratches. */
  'jog.touch': press,
  /** The platter, in turns (1 = once around, 1.8 s of audio at 33 1/3 rpm); untouched it nudges. */
  'jog.turn': steps,
  /** Search through the track, in seconds. */
  seek: steps,
  /** Share of the track, 0 to 1. */
  position: amount,

  /** Goes to a hot cue, or sets it where there is none. Lit while it is set. */
  ...named('hotcue', hotCues, press),
  ...named('hotcue.clear', hotCues, press),

  'loop.in': press,
  'loop.out': press,
  /** Leaves the loop, or takes the last one again. Lit while it loops. */
  'loop.active': press,
  'loop.halve': press,
  'loop.double': press,
  /** Moves the loop by its own length. */
  'loop.back': press,
  'loop.ahead': press,
  /** A loop of so many beats from here; again: leaves it. */
  ...named('beatloop', loopSizes, press),
  /** The same with slip, for as long as it is held. */
  ...named('looproll', rollSizes, press),
  /** Jumps by the chosen number of beats. */
  'jump.back': press,
  'jump.ahead': press,
  'jump.halve': press,
  'jump.double': press,
  /** Jumps by beats, any number. */
  'jump.beats': steps,

  /** Grid editing: shifts by a millisecond, sets the bar's first beat here, halves and doubles the tempo, undo. */
  'grid.earlier': press,
  'grid.later': press,
  'grid.downbeat': press,
  'grid.halve': press,
  'grid.double': press,
  'grid.undo': press,

  /** Pitch shift in semitones. */
  pitch: { kind: 'range', min: -12, max: 12, rest: 0 } as const,
  'pitch.up': press,
  'pitch.down': press,
  'pitch.reset': press,
  /** Pitch shift that brings the key to the leader's. */
  'pitch.match': press,

  /** Channel fader. */
  volume: open,
  gain: bipolar,
  'eq.high': bipolar,
  'eq.mid': bipolar,
  'eq.low': bipolar,
  /** Kill on or off. */
  'kill.high': press,
  'kill.mid': press,
  'kill.low': press,
  /** Below the middle low-pass, above it high-pass. */
  filter: bipolar,
  /** This deck in the headphones, on or off. */
  headphones: press,
  /** The first effect of the deck's chain on or off. */
  'fx.on': press,
  /** Another effect in its place. */
  'fx.next': press,
  /** Dry to wet. */
  'fx.mix': amount,
  /** The effect's main parameter. */
  'fx.amount': amount,
  /** The same of the second and the third. */
  ...named('fx2', effectParts, press),
  ...named('fx2', effectKnobs, amount),
  ...named('fx3', effectParts, press),
  ...named('fx3', effectKnobs, amount),
  /** Moves the amounts of all effects of the chain that are linked to it. */
  'fx.meta': amount,
} as const;
