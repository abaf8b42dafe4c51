import type { PeakPyramid } from '#core/waveform/pyramid.ts';
import type { DisplayList } from '../display-list.ts';
import type { BandColours, WaveRenderer } from '../renderer.ts';
import { RectDrawer } from './rects.ts';
import { StripDrawer } from './strips.ts';

/** Draws with WebGL2. Everything on the device is made from the display lists: after a loss a new one goes on. */
export class GlRenderer implements WaveRenderer {
  readonly kind = 'webgl2';
  private readonly canvas: OffscreenCanvas;
  private readonly gl: WebGL2RenderingContext;
  private readonly strips: StripDrawer;
  private readonly rects: RectDrawer;
  private readonly pixel = new Uint8Array(4);

  constructor(canvas: OffscreenCanvas, gl: WebGL2RenderingContext) {
    this.canvas = canvas;
    this.gl = gl;
    this.strips = new StripDrawer(gl);
    this.rects = new RectDrawer(gl);
  }

  resize(width: number, height: number, scale: number): void {
    this.canvas.width = width;
    this.canvas.height = height;
    this.gl.viewport(0, 0, width, height);
    this.rects.words.setScale(scale);
  }

  forget(pyramid: PeakPyramid): void {
    this.strips.forget(pyramid);
  }

  finish(): void {
    const { gl } = this;
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, this.pixel);
  }

  draw({ strips, rects, labels }: DisplayList, colours: BandColours): void {
    const { gl } = this;
    const [red, green, blue] = colours.ground;
    gl.clearColor(red, green, blue, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    this.strips.draw(strips, colours);
    this.rects.draw(rects, labels);
  }
}
