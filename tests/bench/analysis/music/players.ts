import type { Bar, Timing } from './compose.ts';
import { bassPitch, chordPitches, degreePitch } from './harmony.ts';
import { stepsOf, type Pattern, type Step } from './patterns.ts';
import type { Random } from './random.ts';
import type { TonalNote, TonalPart } from './score.ts';

interface Rhythm {
  readonly verse: Pattern;
  readonly drop: Pattern;
}

/** The players with pitches and what they have rehearsed. */
export interface Band {
  /** Pattern steps for each bar. */
  readonly steps: number;
  readonly bass: Rhythm;
  readonly stab: Rhythm;
  readonly pad: Rhythm;
  readonly lead: Rhythm;
  readonly progressions: { readonly verse: readonly number[]; readonly drop: readonly number[] };
  readonly hasSevenths: boolean;
  readonly powerChords: boolean;
}

/** Share of its steps that a short note sounds. */
const DETACHED = 0.85;

/** The pitched notes of one bar. */
export function playTonal(bar: Bar, band: Band, timing: Timing, random: Random): TonalNote[] {
  const { layers, kind } = bar.section;
  const which = kind === 'drop' ? 'drop' : 'verse';
  const progression = band.progressions[which];
  const degree = progression[bar.inSection % progression.length] as number;
  const notes: TonalNote[] = [];
  const play = (part: TonalPart, pitch: number, { at, length, strength }: Step) => {
    const velocity = Math.min(1, Math.max(0.05, strength * (0.6 + 0.4 * layers.level) + 0.05 * random.bell()));
    const beats = length * bar.beatsPerBar * DETACHED;
    notes.push({ part, pitch, beats, velocity, ...timing.place(bar.beat + at * bar.beatsPerBar) });
  };
  const steps = (rhythm: Rhythm) => stepsOf(rhythm[which], band.steps, bar.inSection);
  if (layers.bass) {
    const root = bassPitch(bar.key, degree);
    for (const step of steps(band.bass)) play('bass', root + (step.strength < 0.5 ? random.pick([7, 12]) : 0), step);
  }
  const chord = chordPitches(bar.key, degree, band.hasSevenths);
  if (layers.pad) for (const step of steps(band.pad)) for (const pitch of chord) play('pad', pitch, step);
  if (layers.stab) {
    const root = bassPitch(bar.key, degree) + 12;
    const voicing = band.powerChords ? [root, root + 7, root + 12] : chord.map((pitch) => pitch + 12);
    for (const step of steps(band.stab)) for (const pitch of voicing) play('stab', pitch, step);
  }
  if (layers.lead) playMelody(bar, degree, steps(band.lead), play, random);
  return notes;
}

/** A walk on the scale that is drawn to chord tones on strong steps and ends a section on the tonic. */
function playMelody(
  bar: Bar,
  chordDegree: number,
  steps: readonly Step[],
  play: (part: TonalPart, pitch: number, step: Step) => void,
  random: Random,
): void {
  let degree = chordDegree + random.pick([0, 2, 4, 7]);
  steps.forEach((step, index) => {
    degree += random.whole(-2, 2);
    if (degree < -2) degree += 3;
    if (degree > 10) degree -= 3;
    const tones = [0, 2, 4].flatMap((third) => [chordDegree + third, chordDegree + third - 7, chordDegree + third + 7]);
    const nearest = tones.reduce((best, tone) => (Math.abs(tone - degree) < Math.abs(best - degree) ? tone : best));
    if (step.index % 8 === 0) degree = nearest;
    const isEnd = bar.inSection === bar.section.bars - 1 && index === steps.length - 1;
    play('lead', degreePitch(bar.key, isEnd ? 0 : degree, 5), step);
  });
}
