import type { GridSegment } from '#contracts/records/analysis.ts';
import { smoothed, segmentsThrough } from './changing-grid.ts';
import { lineThrough } from './constant-pulse.ts';
import { endsOf } from './ends.ts';
import type { Envelope } from './envelope.ts';
import { FRAME_RATE, type RhythmFeatures } from './features.ts';
import { fitGrid, type GridFit } from './grid-fit.ts';
import { beatsOfLevel, type Level } from './levels.ts';
import { onsetTimes } from './onset-times.ts';
import { sharpenSteps } from './tempo-steps.ts';
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
export function gridOf(features: RhythmFeatures, envelope: Envelope, level: Level): FoundGrid {
  const beats = beatsOfLevel(level);
  const fit = fitTwice(envelope, beats);
  const apart = level.track.pulse ? fit.residuals : beats.map((beat, i) => beat - fit.offset - i * fit.period);
  const constant = (line: GridFit): FoundGrid => {
    const { period, offset } = meantPulse(line, beats.length, features.durationSec, endsOf(envelope, features));
    const times = beats.map((_, i) => (offset + i * period) / FRAME_RATE);
    const bpm = (60 * FRAME_RATE) / period;
    return { segments: [{ timeSec: times[0]!, bpm, beat: 0 }], bpm, isConstant: true, beats: times };
  };
  if (wander(apart) < STEADY) return constant(fit);
  const times = smoothed(beats).map((beat) => beat / FRAME_RATE);
  const segments = segmentsThrough(times);
  if (segments.length === 1) {
    const line = lineThrough(beats);
    return constant({ ...line, residuals: beats.map((beat, i) => beat - line.offset - i * line.period) });
  }
  const { beats: sharp, corners } = sharpenSteps(envelope, beats, segments);
  if (corners.length === 0) return changing(segments, times);
  const better = smoothed(sharp, corners).map((beat) => beat / FRAME_RATE);
  return changing(segmentsThrough(better, corners), better);
}

const changing = (segments: GridSegment[], beats: Float64Array): FoundGrid => {
  return { segments, bpm: mainTempo(segments, beats.at(-1) ?? 0), isConstant: false, beats };
};

/** Onsets that the beats of the track were too far from count when they are looked for again near those of the first fit. */
function fitTwice(envelope: Envelope, beats: Float64Array): GridFit {
  const { period, offset } = fitGrid(onsetTimes(envelope, beats), beats, lineThrough(beats));
  const better = beats.map((_, i) => offset + i * period);
  return fitGrid(onsetTimes(envelope, better), better, { period, offset });
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

/** Effective value of the residuals averaged over eight beats, of all where there are fewer. */
function wander(residuals: Float64Array): number {
  let [power, count] = [0, 0];
  for (let at = 0; at === 0 || at + 8 <= residuals.length; at += 4) {
    const heard = residuals.subarray(at, at + 8).filter((x) => !Number.isNaN(x));
    if (heard.length < 4) continue;
    const sorted = heard.toSorted();
    power += sorted[sorted.length >> 1]! ** 2;
    count++;
  }
  return count > 0 ? Math.sqrt(power / count) : 0;
}
