import type { GridSegment } from '#contracts/records/analysis.ts';
import { valueAt } from './beat-track.ts';
import { lineThrough, type Pulse } from './constant-pulse.ts';
import type { Envelope } from './envelope.ts';
import { fitGrid } from './grid-fit.ts';
import { onsetTimes } from './onset-times.ts';

/** A tempo holds when it lasts this many beats; the tracker needs at most so many to get from one to the next. */
const [HOLDS, LOST] = [16, 24];
/** Tempi closer than this, as ratio, are one. */
const SAME = 1.02;
/** Where the tempo jumps, both grids have a beat, at most this share of a period apart. */
const MEET = 0.1;
/** The jump is there when its beats meet at least this share of the onset strength that the tracked ones meet. */
const CONVINCES = 0.9;

/** Beats in frames, and at which of them the tempo jumps. */
export interface SteppedBeats {
  readonly beats: Float64Array;
  readonly corners: readonly number[];
}

/** Where one tempo follows another at once, a tracker wanders from one to the other: both are continued to where they meet. */
export function sharpenSteps(
  envelope: Envelope,
  tracked: Float64Array,
  segments: readonly GridSegment[],
): SteppedBeats {
  let beats = tracked;
  const corners: number[] = [];
  const holding = segments
    .map(({ beat }, i) => ({ from: beat, to: segments[i + 1]?.beat ?? tracked.length - 1 }))
    .filter(({ from, to }) => to - from >= HOLDS);
  for (const [i, before] of holding.slice(0, -1).entries()) {
    const after = holding[i + 1]!;
    if (after.from - before.to > LOST) continue;
    const shift = beats.length - tracked.length;
    const [from, to] = [corners.at(-1) ?? before.from, after.to + shift];
    const step = stepBetween(
      envelope,
      beats.slice(from, to + 1),
      lineOf(envelope, tracked.slice(before.from, before.to + 1)),
      lineOf(envelope, tracked.slice(after.from, after.to + 1)),
    );
    if (!step) continue;
    beats = Float64Array.from([...beats.slice(0, from), ...step.beats, ...beats.slice(to + 1)]);
    corners.push(from + step.corner);
  }
  return { beats, corners };
}

function lineOf(envelope: Envelope, beats: Float64Array): Pulse {
  return fitGrid(onsetTimes(envelope, beats), beats, lineThrough(beats));
}

/** Beats of the first line and, from the best place where they meet, of the second; null where that is not convincing. */
function stepBetween({ sum }: Envelope, beats: Float64Array, first: Pulse, second: Pulse) {
  if (Math.max(first.period / second.period, second.period / first.period) < SAME) return null;
  const [start, end] = [beats[0]!, beats.at(-1)!];
  const gain = (frame: number) => Math.max(valueAt(sum, frame - 1), valueAt(sum, frame), valueAt(sum, frame + 1));
  const near = MEET * Math.min(first.period, second.period);
  const line = ({ period, offset }: Pulse, from: number, to: number) => {
    const index = Math.ceil((from - near - offset) / period);
    const count = Math.floor((to + near - offset) / period) - index + 1;
    return Array.from({ length: Math.max(0, count) }, (_, i) => offset + (index + i) * period);
  };
  const [one, other] = [line(first, start, end), line(second, start, end)];
  let ahead = other.reduce((total, frame) => total + gain(frame), 0);
  let [behind, at, best] = [0, 0, { score: -Infinity, corner: 0, next: 0 }];
  one.forEach((frame, corner) => {
    while (at < other.length && other[at]! < frame - near) ahead -= gain(other[at++]!);
    if (Math.abs((other[at] ?? Infinity) - frame) <= near && behind + ahead > best.score) {
      best = { score: behind + ahead, corner, next: at };
    }
    behind += gain(frame);
  });
  const tracked = beats.reduce((total, frame) => total + gain(frame), 0);
  if (best.score < CONVINCES * tracked || best.corner < 4 || other.length - best.next < 4) return null;
  return { beats: [...one.slice(0, best.corner), ...other.slice(best.next)], corner: best.corner };
}
