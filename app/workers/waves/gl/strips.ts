import type { PeakPyramid, PyramidLevel } from '#core/waveform/pyramid.ts';
import type { Strip } from '../display-list.ts';
import { bandHeights, type BandColours } from '../renderer.ts';
import { createProgram, createTexture, uniforms } from './program.ts';
import { copyShaders, stripShaders } from './shaders.ts';
import { pieces, StripCache, type Piece } from './strip-cache.ts';

/** Columns in a row of a peaks texture, as a power of two; every WebGL2 takes 2048. */
const ROW_BITS = 11;

/** Draws waveforms. All levels of a track are in one texture, row after row; what was painted once is copied. */
export class StripDrawer {
  private readonly gl: WebGL2RenderingContext;
  private readonly program: WebGLProgram;
  private readonly at: (name: string) => WebGLUniformLocation | null;
  private readonly copying: WebGLProgram;
  private readonly copyAt: (name: string) => WebGLUniformLocation | null;
  private readonly textures = new Map<PeakPyramid, WebGLTexture>();
  private readonly caches = new Map<number, StripCache>();

  constructor(gl: WebGL2RenderingContext) {
    this.gl = gl;
    this.program = createProgram(gl, stripShaders);
    this.at = uniforms(gl, this.program);
    this.copying = createProgram(gl, copyShaders);
    this.copyAt = uniforms(gl, this.copying);
  }

  forget(pyramid: PeakPyramid): void {
    this.gl.deleteTexture(this.textures.get(pyramid) ?? null);
    this.textures.delete(pyramid);
  }

  draw(strips: readonly Strip[], colours: BandColours): void {
    for (const strip of strips) {
      const cache = this.cacheOf(strip);
      const missing = cache.missing(strip, colours);
      if (missing.length > 0) this.paint(cache, strip, missing, colours);
      this.copy(cache, strip);
    }
  }

  private cacheOf(strip: Strip): StripCache {
    const { gl } = this;
    const known = this.caches.get(strip.deck);
    if (known?.fits(strip, gl.drawingBufferWidth)) return known;
    known?.delete();
    const cache = new StripCache(gl, gl.drawingBufferWidth, strip.height);
    this.caches.set(strip.deck, cache);
    return cache;
  }

  private copy({ texture, width, height }: StripCache, { origin, top }: Strip): void {
    const { gl, copyAt } = this;
    const bottom = gl.drawingBufferHeight - top - height;
    gl.useProgram(this.copying);
    gl.disable(gl.BLEND);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.uniform2f(copyAt('size'), gl.drawingBufferWidth, gl.drawingBufferHeight);
    for (const { x, width: wide, pixel } of pieces(origin, origin + width, width)) {
      const to = pixel - origin;
      gl.uniform4f(copyAt('rect'), to, bottom, wide, height);
      gl.uniform2i(copyAt('shift'), x - to, -bottom);
      gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
    }
  }

  private paint(cache: StripCache, strip: Strip, missing: readonly Piece[], colours: BandColours): void {
    const { gl } = this;
    gl.bindFramebuffer(gl.FRAMEBUFFER, cache.framebuffer);
    gl.viewport(0, 0, cache.width, cache.height);
    gl.enable(gl.SCISSOR_TEST);
    this.prepare(cache, colours);
    for (const piece of missing) this.piece(strip, piece);
    gl.disable(gl.SCISSOR_TEST);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
  }

  private prepare({ width, height }: StripCache, { ground, low, mid, high }: BandColours): void {
    const { gl, at } = this;
    gl.useProgram(this.program);
    gl.disable(gl.BLEND);
    gl.activeTexture(gl.TEXTURE0);
    gl.uniform1i(at('peaks'), 0);
    gl.uniform2f(at('size'), width, height);
    gl.uniform3f(at('shares'), bandHeights.low, bandHeights.mid, bandHeights.high);
    for (const [name, [red, green, blue]] of Object.entries({ ground, low, mid, high })) {
      gl.uniform3f(at(name), red, green, blue);
    }
  }

  private piece({ pyramid, level, height, columnsPerPixel }: Strip, { x, width, pixel }: Piece): void {
    const { gl, at } = this;
    const { offset, columns } = pyramid.levels[level] as PyramidLevel;
    const from = (pixel - x) * columnsPerPixel;
    const whole = Math.floor(from);
    gl.scissor(x, 0, width, height);
    gl.bindTexture(gl.TEXTURE_2D, this.texture(pyramid));
    gl.uniform2f(at('rows'), 0, height);
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
