import type { PeakLevel } from '#contracts/records/analysis.ts';

const bands = ['low', 'mid', 'high'] as const;

/** Colours of the three bands, from the tokens of the theme in force. */
export function bandColours(element: Element): Record<(typeof bands)[number], string> {
  const style = getComputedStyle(element);
  const colour = (band: string) => style.getPropertyValue(`--band-${band}`).trim();
  return { low: colour('low'), mid: colour('mid'), high: colour('high') };
}

/** Largest byte of `bytes` in the columns that fall on pixel `x` of `width`. */
function columnPeak(bytes: Uint8Array, x: number, width: number): number {
  const from = Math.floor((x * bytes.length) / width);
  const to = Math.max(from + 1, Math.floor(((x + 1) * bytes.length) / width));
  let peak = 0;
  for (let i = from; i < to; i++) peak = Math.max(peak, bytes[i] ?? 0);
  return peak;
}

/** Draws the whole overview over the canvas: the bands lie over each other, the lowest widest, so shape tells too. */
export function drawBands(canvas: HTMLCanvasElement, peaks: PeakLevel): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const scale = devicePixelRatio;
  const width = Math.max(1, Math.round(canvas.clientWidth * scale));
  const height = Math.max(1, Math.round(canvas.clientHeight * scale));
  canvas.width = width;
  canvas.height = height;
  const colours = bandColours(canvas);
  const loudest = Math.max(1, ...bands.map((band) => peaks[band].reduce((most, byte) => Math.max(most, byte), 0)));
  for (const band of bands) {
    context.fillStyle = colours[band];
    for (let x = 0; x < width; x++) {
      const half = (columnPeak(peaks[band], x, width) / loudest) * (height / 2);
      if (half > 0) context.fillRect(x, height / 2 - half, 1, Math.max(1, half * 2));
    }
  }
}
