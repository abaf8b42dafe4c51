import type { PeakPyramid, PyramidLevel } from '#core/waveform/pyramid.ts';
import type { Strip } from '../display-list.ts';
import { bandHeights, type BandColours } from '../renderer.ts';
import { createProgram, createTexture, uniforms } from './program.ts';
import { stripShaders } from './shaders.ts';

/** Columns in a row of a peaks texture, as a power of two; every WebGL2 takes 2048. */
const ROW_BITS = 11;

/** Draws waveforms. All levels of a track are in one texture, row after row. */
export class StripDrawer {
  private readonly gl: WebGL2RenderingContext;
  private readonly program: WebGLProgram;
  private readonly at: (name: string) => WebGLUniformLocation | null;
  private readonly textures = new Map<PeakPyramid, WebGLTexture>();

  constructor(gl: WebGL2RenderingContext) {
    this.gl = gl;
    this.program = createProgram(gl, stripShaders);
    this.at = uniforms(gl, this.program);
  }

  forget(pyramid: PeakPyramid): void {
    this.gl.deleteTexture(this.textures.get(pyramid) ?? null);
    this.textures.delete(pyramid);
  }

  draw(strips: readonly Strip[], { ground, low, mid, high }: BandColours): void {
    const { gl, at } = this;
    gl.useProgram(this.program);
    gl.disable(gl.BLEND);
    gl.activeTexture(gl.TEXTURE0);
    gl.uniform1i(at('peaks'), 0);
    gl.uniform2f(at('size'), gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.uniform3f(at('shares'), bandHeights.low, bandHeights.mid, bandHeights.high);
    for (const [name, [red, green, blue]] of Object.entries({ ground, low, mid, high })) {
      gl.uniform3f(at(name), red, green, blue);
    }
    for (const strip of strips) this.one(strip);
  }

  private one({ pyramid, level, top, height, from, columnsPerPixel }: Strip): void {
    const { gl, at } = this;
    const { offset, columns } = pyramid.levels[level] as PyramidLevel;
    const whole = Math.floor(from);
    gl.bindTexture(gl.TEXTURE_2D, this.texture(pyramid));
    gl.uniform2f(at('rows'), top, height);
    gl.uniform4i(at('level'), offset, columns, whole, ROW_BITS);
    gl.uniform3f(at('place'), from - whole, columnsPerPixel, pyramid.gain);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }

  private texture(pyramid: PeakPyramid): WebGLTexture {
    const known = this.textures.get(pyramid);
    if (known) return known;
    const { gl } = this;
    const texture = createTexture(gl);
    const width = 1 << ROW_BITS;
    const total = pyramid.columns.length / 4;
    const fullRows = Math.floor(total / width);
    const rest = total - fullRows * width;
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, width, Math.max(1, fullRows + (rest > 0 ? 1 : 0)));
    const put = (row: number, columns: number, rows: number, from: number) =>
      gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, row, columns, rows, gl.RGBA, gl.UNSIGNED_BYTE, pyramid.columns, from);
    if (fullRows > 0) put(0, width, fullRows, 0);
    if (rest > 0) put(fullRows, rest, 1, 4 * fullRows * width);
    this.textures.set(pyramid, texture);
    return texture;
  }
}
