import { proxy, transfer, wrap, type Remote } from 'comlink';
import { carryAppErrors } from '../rpc/errors.ts';
import type { WaveRendererKind, WavesApi } from './protocol.ts';

/** A canvas that a worker draws on. */
export interface Waves {
  readonly api: Remote<WavesApi>;
  /** What it draws with. */
  readonly renderer: Promise<WaveRendererKind>;
  close(): void;
}

/**
 * Hands a canvas that nobody has drawn on to a worker of its own. From then on its size is the worker's business.
 *
 * @param onLost the canvas is dead; offer a new one
 */
export function openWaves(canvas: HTMLCanvasElement, kind: WaveRendererKind, onLost: () => void): Waves {
  carryAppErrors();
  const worker = new Worker(new URL('./waves.worker.ts', import.meta.url), { type: 'module', name: 'waves' });
  const api = wrap<WavesApi>(worker);
  const offscreen = canvas.transferControlToOffscreen();
  const renderer = api.open(transfer(offscreen, [offscreen]), kind, proxy(onLost));
  return { api, renderer, close: () => worker.terminate() };
}
