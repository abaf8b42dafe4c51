import { proxy } from 'comlink';
import { WorkerPool } from '../rpc/pool.ts';
import type { ReleaseTableApi, TableCheck, TableProgress } from './protocol.ts';

const pool = new WorkerPool<ReleaseTableApi>({
  spawn: () =>
    new Worker(new URL('./release-table.worker.ts', import.meta.url), { type: 'module', name: 'release-table' }),
  size: 1,
});

/** See {@link ReleaseTableApi.write}. */
export const writeTable = (signal?: AbortSignal): Promise<Blob> => pool.run((api) => api.write(), signal);

/** See {@link ReleaseTableApi.check}. */
export const checkTable = (table: Blob, onProgress: TableProgress, signal?: AbortSignal): Promise<TableCheck> =>
  pool.run((api) => api.check(table, proxy(onProgress)), signal);

/** See {@link ReleaseTableApi.take}. */
export const takeTable = (
  table: Blob,
  withKnown: boolean,
  onProgress: TableProgress,
  signal?: AbortSignal,
): Promise<number> => pool.run((api) => api.take(table, withKnown, proxy(onProgress)), signal);
