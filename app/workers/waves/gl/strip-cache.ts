import type { PeakPyramid } from '#core/waveform/pyramid.ts';
import type { Strip } from '../display-list.ts';
import type { BandColours } from '../renderer.ts';
import { createTexture } from './program.ts';

/** Columns of pixels of a track, from one to before another, that lie side by side in the texture. */
export interface Piece {
  /** Column of the texture. */
  readonly x: number;
  readonly width: number;
  /** Column of pixels of the track. */
  readonly pixel: number;
}

/** Cuts columns of pixels where a ring of a width begins anew. */
export function pieces(from: number, to: number, ring: number): Piece[] {
  const cut: Piece[] = [];
  for (let pixel = from; pixel < to;) {
    const x = ((pixel % ring) + ring) % ring;
    const width = Math.min(ring - x, to - pixel);
    cut.push({ x, width, pixel });
    pixel += width;
  }
  return cut;
}

/**
 * The picture of one lane as a ring of columns: a waveform that scrolls is painted only where it comes into sight, and
 * copied everywhere else. Column `p` of the track's pixels lies at `p` modulo the ring's width.
 */
export class StripCache {
  readonly width: number;
  readonly height: number;
  readonly framebuffer: WebGLFramebuffer;
  private readonly gl: WebGL2RenderingContext;
  readonly texture: WebGLTexture;
  private pyramid: PeakPyramid | null = null;
  private level = 0;
  private columnsPerPixel = 0;
  private colours: BandColours | null = null;
  /** Columns of the track's pixels that are painted. */
  private from = 0;
  private to = 0;

  constructor(gl: WebGL2RenderingContext, width: number, height: number) {
    this.gl = gl;
    this.width = width;
    this.height = height;
    this.texture = createTexture(gl);
    this.framebuffer = gl.createFramebuffer();
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, width, height);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.framebuffer);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, this.texture, 0);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  }

  fits({ height }: Strip, width: number): boolean {
    return this.width === width && this.height === height;
  }

  /** What has to be painted before the strip can be copied. */
  missing({ pyramid, level, columnsPerPixel, origin }: Strip, colours: BandColours): Piece[] {
    const [from, to] = [origin, origin + this.width];
    const isSame =
      pyramid === this.pyramid &&
      level === this.level &&
      columnsPerPixel === this.columnsPerPixel &&
      colours === this.colours;
    const [oldFrom, oldTo] = isSame ? [this.from, this.to] : [from, from];
    Object.assign(this, { pyramid, level, columnsPerPixel, colours, from, to });
    if (oldTo <= from || oldFrom >= to) return pieces(from, to, this.width);
    return [...pieces(from, Math.max(from, oldFrom), this.width), ...pieces(Math.min(to, oldTo), to, this.width)];
  }

  delete(): void {
    this.gl.deleteTexture(this.texture);
    this.gl.deleteFramebuffer(this.framebuffer);
  }
}
