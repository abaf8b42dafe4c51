import type { PeakLevel } from '#contracts/records/analysis.ts';

/** Plain colour values, as canvases need them. */
export interface BandColours {
  readonly low: string;
  readonly mid: string;
  readonly high: string;
}

/** The theme's colours of the bands where an element stands. */
export function bandColours(element: Element): BandColours {
  const style = getComputedStyle(element);
  const colour = (band: string) => style.getPropertyValue(`--band-${band}`).trim();
  return { low: colour('low'), mid: colour('mid'), high: colour('high') };
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
  peaks: PeakLevel,
  from: number,
  to: number,
  colours: BandColours,
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

/** Draws the whole of it over a canvas, at the size the canvas has on the screen. */
export function drawWhole(canvas: HTMLCanvasElement, peaks: PeakLevel): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  canvas.width = Math.max(1, Math.round(canvas.clientWidth * devicePixelRatio));
  canvas.height = Math.max(1, Math.round(canvas.clientHeight * devicePixelRatio));
  drawBands(context, peaks, 0, peaks.columns, bandColours(canvas));
}

const gains = new WeakMap<PeakLevel, number>();

/** Factor by which the loudest band of the track fills the height. */
function fillingGain(peaks: PeakLevel): number {
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
