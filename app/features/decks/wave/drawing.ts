import type { WaveformPeaks } from '#contracts/records/analysis.ts';

/** Plain colour values, as canvases need them. */
export interface WaveColours {
  readonly low: string;
  readonly mid: string;
  readonly high: string;
  readonly grid: string;
  readonly downbeat: string;
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
    downbeat: value('--text-muted'),
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
