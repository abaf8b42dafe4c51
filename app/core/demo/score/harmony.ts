/** A chord as it is played: the bass note apart from the upper voices, which move as little as they can. */
export interface Chord {
  readonly name: string;
  /** MIDI note of the bass. */
  readonly bass: number;
  /** MIDI notes from low to high. */
  readonly voices: readonly number[];
}

const Am9: Chord = { name: 'Am9', bass: 33, voices: [52, 57, 59, 60, 64] };
const Fmaj9: Chord = { name: 'Fmaj9', bass: 29, voices: [52, 55, 57, 60, 64] };
const Dm9: Chord = { name: 'Dm9', bass: 38, voices: [53, 57, 60, 62, 64] };
const Em7: Chord = { name: 'Em7', bass: 28, voices: [52, 55, 59, 62, 64] };
const Cmaj9: Chord = { name: 'Cmaj9', bass: 36, voices: [52, 55, 59, 62, 64] };
const G6: Chord = { name: 'G6', bass: 31, voices: [50, 55, 59, 62, 64] };

/** One chord a bar, over and over. */
export const progressions = {
  home: [Am9, Fmaj9, Dm9, Em7],
  lift: [Fmaj9, G6, Am9, Cmaj9],
  rise: [Fmaj9, G6, Am9, Em7],
} as const satisfies Record<string, readonly Chord[]>;

export type ProgressionName = keyof typeof progressions;

/** The chord of a bar counted from the start of its section. */
export function chordOf(name: ProgressionName, bar: number): Chord {
  const chords = progressions[name];
  return chords[bar % chords.length]!;
}
