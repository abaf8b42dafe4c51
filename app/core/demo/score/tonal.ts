import type { Section } from './arrangement.ts';
import type { ScoreEvent } from './events.ts';
import { chordOf, type Chord } from './harmony.ts';
import { lines } from './melody.ts';
import { BAR_FRAMES, STEP_FRAMES, frameOf, swungFrameOf } from './time.ts';

/** Step, how many semitones above the chord's bass, loudness, length in sixteenths. */
type BassHit = readonly [step: number, above: number, velocity: number, length: number];

const rolling: readonly BassHit[] = [
  [2, 0, 1, 1.6],
  [5, 0, 0.55, 0.7],
  [6, 0, 0.95, 1.6],
  [10, 0, 1, 1.6],
  [11, 12, 0.5, 0.6],
  [13, 0, 0.55, 0.7],
  [14, 12, 0.85, 1.2],
];

/** Upper voices of the chord in the order of the arpeggio, each with its step: three against four. */
const fullArp = [
  ...[0, 3, 6, 9, 12, 14].map((step, i) => [step, [3, 1, 4, 2, 3, 1][i]!, 1] as const),
  ...[2, 5, 8, 11, 15].map((step, i) => [step, [1, 3, 2, 4, 1][i]!, 0.5] as const),
];
const sparseArp = [0, 3, 6, 11].map((step, i) => [step, [3, 1, 4, 2][i]!, 0.85] as const);

/** Chords, bass, arpeggio and lead of one bar. */
export function* tonalBar(section: Section, start: number, bar: number): Generator<ScoreEvent> {
  const chord = chordOf(section.chords, bar);
  const at = frameOf(start + bar, 0);
  yield { type: 'pad', at, velocity: 1, frames: BAR_FRAMES - STEP_FRAMES / 2, notes: chord.voices };
  yield* bassBar(section, chord, start + bar);
  yield* arpBar(section, chord, start + bar, bar);
  if (section.lead) yield* leadBar(section.lead, start, bar);
}

function* bassBar(section: Section, chord: Chord, bar: number): Generator<ScoreEvent> {
  if (section.bass === 'long') {
    yield { type: 'bass', at: frameOf(bar, 0), velocity: 0.6, frames: BAR_FRAMES - STEP_FRAMES, note: chord.bass };
  }
  if (section.bass !== 'rolling') return;
  // Low roots go up an octave: below 40 Hz few loudspeakers play anything.
  const root = chord.bass < 31 ? chord.bass + 12 : chord.bass;
  for (const [step, above, velocity, length] of rolling) {
    const at = frameOf(bar, step);
    yield { type: 'bass', at, velocity, frames: Math.round(length * STEP_FRAMES), note: root + above };
  }
}

function* arpBar(section: Section, chord: Chord, bar: number, sectionBar: number): Generator<ScoreEvent> {
  if (!section.arp) return;
  for (const [step, voice, velocity] of section.arp === 'full' ? fullArp : sparseArp) {
    const place = (step % 4 < 2 ? -1 : 1) * 0.45;
    // The second bar of each pair opens an octave up on its accents.
    const lifted = sectionBar % 2 === 1 && step % 6 === 0 ? 12 : 0;
    const note = chord.voices[voice]! + 12 + lifted;
    yield { type: 'pluck', at: swungFrameOf(bar, step), velocity, frames: STEP_FRAMES * 3, note, place };
  }
}

function* leadBar(name: keyof typeof lines, start: number, bar: number): Generator<ScoreEvent> {
  const line = lines[name];
  for (const [i, [lineBar, step, note, length]] of line.entries()) {
    if (lineBar !== bar) continue;
    const frames = Math.round((length - 0.25) * STEP_FRAMES);
    const from = line[i - 1]?.[2] ?? note;
    yield { type: 'lead', at: frameOf(start + bar, step), velocity: step % 8 === 0 ? 1 : 0.82, frames, note, from };
  }
}
