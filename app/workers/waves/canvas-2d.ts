import type { PeakPyramid, PyramidLevel } from '#core/waveform/pyramid.ts';
import { css, type Rgba } from './colour.ts';
import { RECT, type DisplayList, type Label, type Strip } from './display-list.ts';
import { bandHeights, type BandColours, type WaveRenderer } from './renderer.ts';
import { Words } from './words.ts';

/** Draws without a graphics device: one path a band and deck. */
export class CanvasRenderer implements WaveRenderer {
  readonly kind = 'canvas2d';
  private readonly canvas: OffscreenCanvas;
  private readonly context: OffscreenCanvasRenderingContext2D;
  private readonly words = new Words();
  /** Words in the colour in which they are painted: ink by ink, as few are used. */
  private readonly tinted = new OffscreenCanvas(1, 1);

  constructor(canvas: OffscreenCanvas) {
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('no canvas of two dimensions');
    this.canvas = canvas;
    this.context = context;
  }

  resize(width: number, height: number, scale: number): void {
    this.canvas.width = width;
    this.canvas.height = height;
    this.words.setScale(scale);
  }

  forget(): void {}

  finish(): void {
    this.context.getImageData(0, 0, 1, 1);
  }

  draw({ strips, rects, labels }: DisplayList, colours: BandColours): void {
    const { context, canvas } = this;
    context.fillStyle = css(colours.ground);
    context.fillRect(0, 0, canvas.width, canvas.height);
    for (const strip of strips) this.strip(strip, colours);
    for (let i = 0; i < rects.count; i++) {
      const [x = 0, y = 0, width = 0, height = 0, ...colour] = rects.values.subarray(i * RECT, (i + 1) * RECT);
      context.fillStyle = css(colour as unknown as Rgba);
      context.fillRect(x, y, width, height);
    }
    for (const label of labels) this.label(label);
  }

  private strip(strip: Strip, colours: BandColours): void {
    (['low', 'mid', 'high'] as const).forEach((band, channel) => {
      this.context.fillStyle = css(colours[band]);
      this.bars(strip, channel, bandHeights[band]);
    });
  }

  private bars({ pyramid, level, top, height, origin, columnsPerPixel }: Strip, channel: number, share: number): void {
    const { context, canvas } = this;
    const middle = top + height / 2;
    const full = (height / 2) * share * (pyramid.gain / 255);
    const at = pyramid.levels[level] as PyramidLevel;
    context.beginPath();
    for (let x = 0; x < canvas.width; x++) {
      const place = (origin + x + 0.5) * columnsPerPixel;
      const size = full * valueAt(pyramid, at, { place, columnsPerPixel, channel });
      if (size > 0) context.rect(x, middle - size, 1, 2 * size);
    }
    context.fill();
  }

  private label({ text, x, y, ground, ink }: Label): void {
    const { context, words, tinted } = this;
    const word = words.find(text);
    context.fillStyle = css(ground);
    context.fillRect(x, y, word.width, word.height);
    tinted.width = word.width;
    tinted.height = word.height;
    const tint = tinted.getContext('2d') as OffscreenCanvasRenderingContext2D;
    tint.drawImage(words.sheet, -word.x, -word.y);
    tint.globalCompositeOperation = 'source-in';
    tint.fillStyle = css(ink);
    tint.fillRect(0, 0, word.width, word.height);
    context.drawImage(tinted, x, y);
  }
}

/** As on the graphics device: columns of a pixel or two stand as they are, wider ones are joined by slopes. */
function valueAt({ columns }: PeakPyramid, level: PyramidLevel, at: Place): number {
  const from = at.place - 0.5;
  const index = Math.floor(from);
  const part = Math.min(1, Math.max(0, (from - index - 0.5) * (at.columnsPerPixel < 0.5 ? 2 : 1e6) + 0.5));
  const value = (i: number) =>
    i >= 0 && i < level.columns ? (columns[4 * (level.offset + i) + at.channel] as number) : 0;
  return value(index) * (1 - part) + value(index + 1) * part;
}

/** What a pixel shows: a place in columns of the level, of one band. */
interface Place {
  readonly place: number;
  readonly columnsPerPixel: number;
  readonly channel: number;
}
