import type { Page } from 'playwright';
import type { WaveStats } from '#workers/waves/protocol.ts';

interface ProbePage {
  wavesWorker?: Worker;
}

/** Keeps hold of the worker that draws the waveforms. To be called before the page opens. */
export async function watchWaves(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const Plain = Worker;
    globalThis.Worker = class extends Plain {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        if (options?.name === 'waves') (globalThis as ProbePage).wavesWorker = this;
      }
    };
  });
}

/** Calls the worker as its client does. */
function call<Result>(page: Page, method: 'stats' | 'measure', ...args: boolean[]): Promise<Result> {
  return page.evaluate(
    ([name, values]) =>
      new Promise<never>((resolve) => {
        const { wavesWorker: worker } = globalThis as ProbePage;
        const id = crypto.randomUUID();
        worker?.addEventListener('message', function hear({ data }: MessageEvent) {
          if (data?.id !== id) return;
          worker.removeEventListener('message', hear);
          resolve(data.value as never);
        });
        const argumentList = values.map((value) => ({ type: 'RAW', value }));
        worker?.postMessage({ id, type: 'APPLY', path: [name], argumentList });
      }),
    [method, args] as const,
  );
}

/** From now on the time of the graphics side counts too. */
export const measureWaves = (page: Page, on: boolean): Promise<void> => call(page, 'measure', on);

/** What was drawn since the last call. */
export const waveStats = (page: Page): Promise<WaveStats> => call(page, 'stats');
