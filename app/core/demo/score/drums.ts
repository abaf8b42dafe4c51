import type { Section } from './arrangement.ts';
import type { ScoreEvent } from './events.ts';
import { BAR_FRAMES, STEPS_PER_BAR, frameOf, swungFrameOf } from './time.ts';

/** Loudness of the closed hat on each sixteenth. */
const softHats = [0.25, 0, 0.7, 0.2, 0.25, 0, 0.7, 0.35, 0.25, 0, 0.7, 0.2, 0.25, 0.15, 0.7, 0.4];
const fullHats = [0.4, 0.22, 0, 0.4, 0.45, 0.22, 0, 0.42, 0.4, 0.22, 0, 0.4, 0.45, 0.3, 0, 0.5];
const shaker = [0.5, 0.25, 0.8, 0.35, 0.5, 0.25, 0.9, 0.35, 0.5, 0.25, 0.8, 0.35, 0.5, 0.3, 0.95, 0.5];

/** Steps, MIDI notes and places of the toms that lead over into the next section. */
const tomFill = [
  [8, 57, -0.5],
  [10, 57, -0.3],
  [11, 52, 0],
  [12, 52, 0.2],
  [14, 45, 0.4],
  [15, 45, 0.5],
] as const;

/** Drums and noises of one bar. */
export function* drumBar(section: Section, start: number, bar: number): Generator<ScoreEvent> {
  const isLast = bar === section.bars - 1;
  const now = start + bar;
  if (bar === 0 && section.impact) yield* impact(now);
  if (section.riserBars === section.bars - bar) {
    yield { type: 'riser', kind: 'up', at: frameOf(now, 0), velocity: 0.9, frames: section.riserBars * BAR_FRAMES };
  }
  yield* pulse(section, now, isLast);
  yield* metals(section, now, isLast && section.fill === 'roll');
  if (section.fill === 'roll') yield* roll(now, bar / section.bars, isLast);
  if (section.fill === 'toms' && isLast) yield* toms(now);
  if (section.fill === 'breath' && isLast) yield* roll(now, 0.6, true);
}

function* impact(bar: number): Generator<ScoreEvent> {
  const at = frameOf(bar, 0);
  yield { type: 'cymbal', kind: 'crash', at, velocity: 0.8 };
  yield { type: 'riser', kind: 'down', at, velocity: 0.5, frames: BAR_FRAMES };
}

function* pulse(section: Section, bar: number, isLast: boolean): Generator<ScoreEvent> {
  for (const step of [0, 4, 8, 12]) {
    // The bar before a new section loses its last kick, so that the next first beat lands.
    const isDropped = isLast && section.fill === 'toms' && step === 12;
    if (section.kick && !isDropped) yield { type: 'kick', at: frameOf(bar, step), velocity: 1 };
    const isClap = section.clap && (step === 4 || step === 12) && section.fill !== 'roll';
    if (isClap) yield { type: 'clap', at: frameOf(bar, step), velocity: 0.8 };
  }
  if (section.clap && section.fill !== 'roll' && bar % 4 === 3) {
    yield { type: 'clap', at: swungFrameOf(bar, 15), velocity: 0.28 };
  }
}

function* metals(section: Section, bar: number, isSilent: boolean): Generator<ScoreEvent> {
  if (isSilent) return;
  const hats = section.hats === 'full' ? fullHats : softHats;
  for (let step = 0; step < STEPS_PER_BAR; step++) {
    const at = swungFrameOf(bar, step);
    const hat = section.hats ? hats[step]! : 0;
    if (hat > 0) yield { type: 'cymbal', kind: 'closed', at, velocity: hat };
    if (section.hats === 'full' && step % 4 === 2) yield { type: 'cymbal', kind: 'open', at, velocity: 0.62 };
    if (section.shaker) yield { type: 'cymbal', kind: 'shaker', at, velocity: shaker[step]! };
  }
}

/** Snare hits that get denser and louder; in the last bar they stop a beat early. */
function* roll(bar: number, progress: number, isLast: boolean): Generator<ScoreEvent> {
  const every = progress < 0.5 ? 4 : progress < 0.75 ? 2 : 1;
  const end = isLast ? 12 : STEPS_PER_BAR;
  for (let step = 0; step < end; step += every) {
    const velocity = 0.22 + 0.5 * (progress + step / STEPS_PER_BAR / 4);
    const place = step % 2 === 0 ? -0.12 : 0.12;
    yield { type: 'tom', at: frameOf(bar, step), velocity, note: 55 + Math.round(progress * 8), noise: 0.7, place };
  }
}

function* toms(bar: number): Generator<ScoreEvent> {
  for (const [step, note, place] of tomFill) {
    yield { type: 'tom', at: frameOf(bar, step), velocity: step % 2 === 0 ? 0.8 : 0.5, note, noise: 0.08, place };
  }
}
