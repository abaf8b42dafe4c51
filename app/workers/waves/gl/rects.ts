import { RECT, type Label, type RectList } from '../display-list.ts';
import { Words } from '../words.ts';
import { createProgram, createTexture, uniforms } from './program.ts';
import { rectShaders } from './shaders.ts';

/** Numbers of one instance: those of a rectangle and the place on the sheet of words (-1: none). */
const INSTANCE = RECT + 2;

/** Draws rectangles and words in one call. */
export class RectDrawer {
  readonly words = new Words();
  private readonly gl: WebGL2RenderingContext;
  private readonly program: WebGLProgram;
  private readonly at: (name: string) => WebGLUniformLocation | null;
  private readonly buffer: WebGLBuffer;
  private readonly sheet: WebGLTexture;
  private sheetVersion = -1;
  private values = new Float32Array(512 * INSTANCE);

  constructor(gl: WebGL2RenderingContext) {
    this.gl = gl;
    this.program = createProgram(gl, rectShaders);
    this.at = uniforms(gl, this.program);
    this.sheet = createTexture(gl);
    this.buffer = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    for (const [location, size, offset] of [
      [0, 4, 0],
      [1, 4, 4],
      [2, 2, RECT],
    ] as const) {
      gl.enableVertexAttribArray(location);
      gl.vertexAttribPointer(location, size, gl.FLOAT, false, 4 * INSTANCE, 4 * offset);
      gl.vertexAttribDivisor(location, 1);
    }
  }

  draw(rects: RectList, labels: readonly Label[]): void {
    const { gl } = this;
    const count = this.fill(rects, labels);
    gl.useProgram(this.program);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.bindTexture(gl.TEXTURE_2D, this.sheet);
    if (this.sheetVersion !== this.words.version) {
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, this.words.sheet);
      this.sheetVersion = this.words.version;
    }
    gl.uniform1i(this.at('words'), 0);
    gl.uniform2f(this.at('size'), gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    gl.bufferData(gl.ARRAY_BUFFER, this.values.subarray(0, count * INSTANCE), gl.STREAM_DRAW);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, count);
  }

  /** Writes all instances; returns how many. */
  private fill(rects: RectList, labels: readonly Label[]): number {
    const count = rects.count + 2 * labels.length;
    if (this.values.length < count * INSTANCE) this.values = new Float32Array(2 * count * INSTANCE);
    const { values } = this;
    for (let i = 0; i < rects.count; i++) {
      values.set(rects.values.subarray(i * RECT, (i + 1) * RECT), i * INSTANCE);
      values[i * INSTANCE + RECT] = -1;
    }
    let at = rects.count * INSTANCE;
    for (const { text, x, y, ground, ink } of labels) {
      const word = this.words.find(text);
      values.set([x, y, word.width, word.height, ...ground, -1, 0], at);
      values.set([x, y, word.width, word.height, ...ink, word.x, word.y], at + INSTANCE);
      at += 2 * INSTANCE;
    }
    return count;
  }
}
