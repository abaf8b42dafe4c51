import { carryAppErrors } from '../rpc/errors.ts';
import { expose } from 'comlink';
import type { PeakPyramid } from '#core/waveform/pyramid.ts';
import { CanvasRenderer } from './canvas-2d.ts';
import { FrameTimes } from './frames.ts';
import { GlRenderer } from './gl/renderer.ts';
import type { WavesApi } from './protocol.ts';
import type { WaveRenderer } from './renderer.ts';
import { WaveStage } from './stage.ts';

/** A device that is not back by then does not come back, ms. */
const LOST_MS = 2000;

const stage = new WaveStage();
const times = new FrameTimes();
let renderer: WaveRenderer | null = null;
let wanted = false;
let measures = false;

/** Asks for one frame; while something moves each asks for the next. */
function draw(): void {
  if (wanted) return;
  wanted = true;
  requestAnimationFrame(frame);
}

function frame(at: number): void {
  wanted = false;
  if (!renderer) return;
  const began = performance.now();
  stage.draw(renderer, performance.timeOrigin + at);
  if (measures) renderer.finish();
  times.add(at, performance.now() - began);
  if (stage.isMoving) draw();
  else times.rest();
}

function createRenderer(canvas: OffscreenCanvas, kind: WaveRenderer['kind'], onLost: () => void): WaveRenderer {
  const options: WebGLContextAttributes = { alpha: false, antialias: false, depth: false, stencil: false };
  const gl = kind === 'webgl2' ? canvas.getContext('webgl2', options) : null;
  if (!gl) return new CanvasRenderer(canvas);
  let givingUp: ReturnType<typeof setTimeout> | undefined;
  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();
    renderer = null;
    givingUp = setTimeout(onLost, LOST_MS);
  });
  canvas.addEventListener('webglcontextrestored', () => {
    clearTimeout(givingUp);
    use(new GlRenderer(canvas, gl));
  });
  return new GlRenderer(canvas, gl);
}

function use(next: WaveRenderer): void {
  renderer = next;
  stage.renew();
  draw();
}

const changes =
  <Values extends unknown[]>(change: (...values: Values) => void) =>
  (...values: Values): void => {
    change(...values);
    draw();
  };

const api: WavesApi = {
  open(canvas, kind, onLost) {
    const made = createRenderer(canvas, kind, onLost);
    use(made);
    return made.kind;
  },
  setView: changes((view) => stage.setView(view)),
  setColours: changes((colours) => stage.setColours(colours)),
  setClock: (clock) => stage.setClock(clock),
  setDecks: changes((decks) => stage.setDecks(decks)),
  watch: changes((console) => stage.watch(console)),
  wake: draw,
  setPeaks: changes((deck, peaks) => {
    const before: PeakPyramid | null = stage.setPeaks(deck, peaks);
    if (before) renderer?.forget(before);
  }),
  measure: (on) => void (measures = on),
  stats: () => times.take(renderer?.kind ?? 'webgl2'),
};

carryAppErrors();
expose(api);
