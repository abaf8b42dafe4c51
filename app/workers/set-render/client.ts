import { proxy, wrap } from 'comlink';
import { carryAppErrors } from '../rpc/errors.ts';
import type { RenderedSet, RenderRequest, SetRenderApi } from './protocol.ts';

/**
 * Renders a set in a worker of its own; see {@link SetRenderApi.render}.
 *
 * @param onProgress 0 to 1
 * @throws AbortError when `signal` fires
 */
export async function renderSet(
  request: RenderRequest,
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<RenderedSet> {
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
    return await Promise.race([api.render(request, proxy(onProgress)), died]);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', cancel);
    worker.terminate();
  }
}
