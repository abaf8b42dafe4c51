import type { PeakPyramid } from '#core/waveform/pyramid.ts';
import type { Rgba } from './colour.ts';

/** The waveform of one deck, in device pixels. */
export interface Strip {
  readonly deck: number;
  readonly pyramid: PeakPyramid;
  readonly level: number;
  readonly top: number;
  readonly height: number;
  /** Pixels of the track at the left edge of the picture, from its start on. */
  readonly origin: number;
  readonly columnsPerPixel: number;
}

/** A word on a ground of its own. */
export interface Label {
  readonly text: string;
  /** Left upper corner of the ground, device pixels. */
  readonly x: number;
  readonly y: number;
  readonly ground: Rgba;
  readonly ink: Rgba;
}

/** Numbers of one rectangle: left, top, width, height, red, green, blue, opacity. */
export const RECT = 8;

/** Rectangles in the order in which they are painted; the memory is used again for every frame. */
export class RectList {
  values = new Float32Array(256 * RECT);
  count = 0;

  clear(): void {
    this.count = 0;
  }

  push(x: number, y: number, width: number, height: number, colour: Rgba): void {
    const at = this.count * RECT;
    if (at === this.values.length) {
      const larger = new Float32Array(at * 2);
      larger.set(this.values);
      this.values = larger;
    }
    const { values } = this;
    values[at] = x;
    values[at + 1] = y;
    values[at + 2] = width;
    values[at + 3] = height;
    values.set(colour, at + 4);
    this.count++;
  }
}

/** One picture: the ground, then waveforms, rectangles and words, each over those before. */
export interface DisplayList {
  readonly strips: Strip[];
  readonly rects: RectList;
  readonly labels: Label[];
}

export const emptyList = (): DisplayList => ({ strips: [], rects: new RectList(), labels: [] });
