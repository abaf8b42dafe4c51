import type { WaveView } from './protocol.ts';

/** What a deck shows of its track. Whole pixels: the picture moves as one, and nothing in it shivers. */
export interface Window {
  /** Track seconds under one pixel. */
  readonly secondsPerPixel: number;
  /** Pixels from the start of the track to the left edge; negative before the track. */
  readonly origin: number;
  /** Column of pixels of the playhead. */
  readonly playhead: number;
}

/** The part of the track around a position: playhead in the middle, or on a page that stands while it crosses. */
export function windowAt({ width, seconds, pages }: WaveView, positionSec: number, tempo: number): Window {
  const secondsPerPixel = (seconds * Math.max(0.01, Math.abs(tempo))) / Math.max(1, width);
  const place = Math.round(positionSec / secondsPerPixel);
  const origin = pages ? Math.floor(place / width) * width : place - Math.floor(width / 2);
  return { secondsPerPixel, origin, playhead: place - origin };
}

/** Column of pixels of a time; outside the picture too. */
export const pixelOf = ({ secondsPerPixel, origin }: Window, timeSec: number): number =>
  Math.round(timeSec / secondsPerPixel) - origin;

/** Time at the left edge of a column of pixels. */
export const timeAt = ({ secondsPerPixel, origin }: Window, pixel: number): number =>
  (origin + pixel) * secondsPerPixel;
