import type { Envelope } from './envelope.ts';
import { FRAME_RATE, type RhythmFeatures } from './features.ts';

/** An onset in standard deviations that begins the music. */
const CLEAR = 1;

/** Where music begins and ends, in frames: files that people make begin on a beat and loops last whole bars. */
export interface Ends {
  /** First clear onset. */
  readonly start: number;
  /** End of the audio. */
  readonly end: number;
}

export function endsOf({ sum, from, to }: Envelope, { durationSec }: RhythmFeatures): Ends {
  let start = Math.max(0, from - 10);
  while (start < to && sum[start]! < CLEAR) start++;
  while (start + 1 < to && sum[start + 1]! > sum[start]!) start++;
  return { start, end: durationSec * FRAME_RATE };
}

/** How well a beat at `beat` every `period` frames fits the ends, each number 0 to 1, and the phase of the start. */
export function fitOfEnds({ start, end }: Ends, beat: number, period: number): number[] {
  const phase = (start - beat) / period;
  const length = (end - start) / period;
  return [
    closeness(phase, 1, 0.12),
    Math.cos(2 * Math.PI * phase),
    closeness(length, 1, 0.12),
    closeness(length, 4, 0.3),
    closeness(length, 8, 0.3),
  ];
}

/** 1 at multiples of `step`, 0 from `reach` on. */
function closeness(value: number, step: number, reach: number): number {
  const distance = Math.abs(value - step * Math.round(value / step));
  return Math.max(0, 1 - distance / reach);
}
