import type { GridSegment } from '#contracts/records/analysis.ts';
import { smoothed, segmentsThrough } from './changing-grid.ts';
import { lineThrough } from './constant-pulse.ts';
import type { Envelope } from './envelope.ts';
import { FRAME_RATE } from './features.ts';
import { fitGrid } from './grid-fit.ts';
import { beatsOfLevel, type Level } from './levels.ts';
import { onsetTimes } from './onset-times.ts';
import { meantPulse } from './whole-tempo.ts';

/** What one tempo leaves over of beats, averaged over some, may have this effective value in frames. */
const STEADY = 1;

export interface FoundGrid {
  readonly segments: GridSegment[];
  readonly bpm: number;
  readonly isConstant: boolean;
  /** Seconds. */
  readonly beats: Float64Array;
}

/** The grid of a level: one tempo where that explains its beats, else several. Beats count from the first tracked one. */
export function gridOf(envelope: Envelope, level: Level, durationSec: number): FoundGrid {
  const beats = beatsOfLevel(level);
  const onsets = onsetTimes(envelope, beats);
  if (level.track.pulse) {
    const fit = fitGrid(onsets, beats, lineThrough(beats));
    if (wander(fit.residuals) < STEADY) {
      const { period, offset } = meantPulse(fit, beats.length, durationSec);
      const times = beats.map((_, i) => (offset + i * period) / FRAME_RATE);
      const bpm = (60 * FRAME_RATE) / period;
      return { segments: [{ timeSec: times[0]!, bpm, beat: 0 }], bpm, isConstant: true, beats: times };
    }
  }
  const times = smoothed(beats).map((beat) => beat / FRAME_RATE);
  const segments = segmentsThrough(times);
  const [only] = segments.length === 1 ? segments : [];
  const bpm = only?.bpm ?? mainTempo(segments, times.at(-1) ?? 0);
  return { segments, bpm, isConstant: only !== undefined, beats: times };
}

/** The tempo of music that changes it: half of the time is slower, half is faster. */
function mainTempo(segments: readonly GridSegment[], endSec: number): number {
  const parts = segments.map(({ timeSec, bpm }, i) => {
    return { bpm, sec: (segments[i + 1]?.timeSec ?? endSec) - timeSec };
  });
  parts.sort((a, b) => a.bpm - b.bpm);
  let left = parts.reduce((sum, { sec }) => sum + sec, 0) / 2;
  return (parts.find(({ sec }) => (left -= sec) <= 0) ?? parts.at(-1)!).bpm;
}

/** Effective value of the residuals averaged over eight beats. */
function wander(residuals: Float64Array): number {
  let [power, count] = [0, 0];
  for (let at = 0; at + 8 <= residuals.length; at += 4) {
    const heard = residuals.subarray(at, at + 8).filter((x) => !Number.isNaN(x));
    if (heard.length < 4) continue;
    const sorted = heard.toSorted();
    power += sorted[sorted.length >> 1]! ** 2;
    count++;
  }
  return count > 0 ? Math.sqrt(power / count) : 0;
}
