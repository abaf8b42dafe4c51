import { wrap, type Remote } from 'comlink';
import { carryAppErrors } from '../rpc/errors.ts';
import type { SampleApi } from './protocol.ts';

/** Does something with short sounds in a worker that lives for as long as it takes. Errors of the table arrive as such. */
export async function withSamples<Result>(work: (api: Remote<SampleApi>) => Promise<Result>): Promise<Result> {
  carryAppErrors();
  const worker = new Worker(new URL('./sample.worker.ts', import.meta.url), { type: 'module', name: 'sample' });
  try {
    const died = new Promise<never>((_, reject) => {
      worker.addEventListener('error', ({ message }) => reject(new Error(message)), { once: true });
    });
    return await Promise.race([work(wrap<SampleApi>(worker)), died]);
  } finally {
    worker.terminate();
  }
}
