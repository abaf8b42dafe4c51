import { proxy, wrap, type Remote } from 'comlink';
import { carryAppErrors } from '../rpc/errors.ts';
import type { Rehearsed, RehearsalRequest, RenderedSet, RenderRequest, SetRenderApi } from './protocol.ts';

/**
 * Renders a set in a worker of its own; see {@link SetRenderApi.render}.
 *
 * @param onProgress 0 to 1
 * @throws AbortError when `signal` fires
 */
export const renderSet = (
  request: RenderRequest,
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<RenderedSet> => inWorker((api) => api.render(request, proxy(onProgress)), signal);

/**
 * Renders a stretch to listen to; see {@link SetRenderApi.rehearse}.
 *
 * @throws AbortError when `signal` fires
 */
export const rehearse = (request: RehearsalRequest, signal?: AbortSignal): Promise<Rehearsed> =>
  inWorker((api) => api.rehearse(request), signal);

/** A worker for one piece of work. */
async function inWorker<Result>(
  work: (api: Remote<SetRenderApi>) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  carryAppErrors();
  const worker = new Worker(new URL('./set-render.worker.ts', import.meta.url), { type: 'module', name: 'set-render' });
  const api = wrap<SetRenderApi>(worker);
  // Asked, not killed: the worker takes its files away.
  const cancel = () => void api.cancel();
  signal?.addEventListener('abort', cancel);
  try {
    const died = new Promise<never>((_, reject) => {
      worker.addEventListener('error', ({ message }) => reject(new Error(message)), { once: true });
    });
    return await Promise.race([work(api), died]);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', cancel);
    worker.terminate();
  }
}
