import { proxy } from 'comlink';
import { WorkerPool } from '../rpc/pool.ts';
import type { ImportApi, Imported, KeptFile } from './protocol.ts';

const pool = new WorkerPool<ImportApi>({
  spawn: () => new Worker(new URL('./import.worker.ts', import.meta.url), { type: 'module', name: 'import' }),
  // The disk is the narrow place, and one at a time keeps the order of a batch.
  size: 1,
  stall: { ms: 10_000, error: { code: 'import.corrupt', details: {} } },
});

/** Imports one file in a worker; see {@link ImportApi.importFile}. */
export function importFile(file: File, onProgress: (bytes: number) => void, signal?: AbortSignal): Promise<Imported> {
  return pool.run((api) => api.importFile(file, proxy(onProgress)) as Promise<Imported>, signal);
}

/** Keeps one file for a release; see {@link ImportApi.keepFile}. */
export function keepFile(file: File, onProgress: (bytes: number) => void, signal?: AbortSignal): Promise<KeptFile> {
  return pool.run((api) => api.keepFile(file, proxy(onProgress)) as Promise<KeptFile>, signal);
}
