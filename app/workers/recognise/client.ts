import { proxy } from 'comlink';
import type { BlobHash } from '#contracts/records/track.ts';
import type { Heard } from '#core/recognise/recognise.ts';
import { WorkerPool } from '../rpc/pool.ts';
import type { RecogniseApi } from './protocol.ts';

const pool = new WorkerPool<RecogniseApi>({
  spawn: () => new Worker(new URL('./recognise.worker.ts', import.meta.url), { type: 'module', name: 'recognise' }),
  size: 1,
  stall: { ms: 120_000, error: { code: 'import.corrupt', details: {} } },
});

/**
 * See {@link RecogniseApi.recognise}.
 *
 * @throws AbortError when `signal` fires
 */
export function recognise(
  recording: BlobHash,
  known: readonly BlobHash[],
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<readonly Heard[]> {
  return pool.run((api) => api.recognise(recording, known, proxy(onProgress)) as Promise<readonly Heard[]>, signal);
}
