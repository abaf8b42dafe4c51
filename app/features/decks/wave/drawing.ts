import type { WaveformPeaks } from '#contracts/records/analysis.ts';

/** Plain colour values, as canvases need them. */
export interface WaveColours {
  readonly low: string;
  readonly mid: string;
  readonly high: string;
  readonly grid: string;
  readonly text: string;
  readonly accent: string;
}

/** Reads the theme's colours where an element stands. */
export function coloursAt(element: Element): WaveColours {
  const style = getComputedStyle(element);
  const value = (name: string) => style.getPropertyValue(name).trim();
  return {
    low: value('--band-low'),
    mid: value('--band-mid'),
    high: value('--band-high'),
    grid: value('--line-strong'),
    text: value('--text'),
    accent: value('--accent'),
  };
}

/**
 * Draws the three bands over each other, mirrored at the middle: lows widest and behind, highs narrow and in front, so
 * that shape tells them apart as well as colour.
 *
 * @param from first column, may lie before the audio and between two columns
 * @param to column after the last
 */
export function drawBands(
  context: CanvasRenderingContext2D,
  peaks: WaveformPeaks,
  from: number,
  to: number,
  colours: WaveColours,
): void {
  const { width, height } = context.canvas;
  const perPixel = (to - from) / width;
  const gain = fillingGain(peaks);
  const bands = [
    [peaks.low, colours.low, 1],
    [peaks.mid, colours.mid, 0.8],
    [peaks.high, colours.high, 0.6],
  ] as const;
  for (const [values, colour, part] of bands) {
    context.fillStyle = colour;
    for (let x = 0; x < width; x++) {
      const size = Math.round((loudest(values, from + x * perPixel, perPixel) * gain * part * height) / 2);
      if (size > 0) context.fillRect(x, height / 2 - size, 1, 2 * size);
    }
  }
}

const gains = new WeakMap<WaveformPeaks, number>();

/** Factor by which the loudest band of the track fills the height. */
function fillingGain(peaks: WaveformPeaks): number {
  const known = gains.get(peaks);
  if (known !== undefined) return known;
  let most = 1;
  for (const band of [peaks.low, peaks.mid, peaks.high]) for (const value of band) most = Math.max(most, value);
  gains.set(peaks, 1 / most);
  return 1 / most;
}

/** Largest value of the columns under one pixel; 0 outside the audio. */
function loudest(values: Uint8Array, from: number, count: number): number {
  const first = Math.max(0, Math.floor(from));
  const last = Math.min(values.length, Math.max(Math.floor(from) + 1, Math.floor(from + count)));
  let most = 0;
  for (let i = first; i < last; i++) most = Math.max(most, values[i] ?? 0);
  return most;
}

/** Nearer than this beat lines would hide the waveform, device pixels. */
const MIN_BEAT_PX = 7;

/**
 * Places of beat lines between two times, as shares (0 to 1) of that stretch. Where beats stand too close only every
 * 4th, 16th … is returned, counted from the first beat of the track.
 *
 * @param width pixels of the stretch
 */
export function beatPlaces(beats: Float32Array, fromSec: number, toSec: number, width: number): number[] {
  const period = beats.length > 1 ? ((beats.at(-1) ?? 0) - (beats[0] ?? 0)) / (beats.length - 1) : 0;
  if (!(period > 0)) return [];
  const beatPx = (period / (toSec - fromSec)) * width;
  let every = 1;
  while (every * beatPx < MIN_BEAT_PX) every *= 4;
  const places: number[] = [];
  for (let i = firstAtOrAfter(beats, fromSec, every); i < beats.length; i += every) {
    const beat = beats[i] as number;
    if (beat > toSec) break;
    places.push((beat - fromSec) / (toSec - fromSec));
  }
  return places;
}

function firstAtOrAfter(beats: Float32Array, timeSec: number, every: number): number {
  let [low, high] = [0, beats.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((beats[middle] as number) < timeSec) low = middle + 1;
    else high = middle;
  }
  return Math.ceil(low / every) * every;
}
