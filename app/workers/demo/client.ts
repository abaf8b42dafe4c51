import { proxy } from 'comlink';
import type { Track } from '#contracts/records/track.ts';
import { WorkerPool } from '../rpc/pool.ts';
import type { DemoApi } from './protocol.ts';

const pool = new WorkerPool<DemoApi>({
  spawn: () => new Worker(new URL('./demo.worker.ts', import.meta.url), { type: 'module', name: 'demo' }),
  size: 1,
  idleMs: 1_000,
});

/** Puts the demo track into the library; see {@link DemoApi.addDemoTrack}. */
export function renderDemoTrack(onProgress: (share: number) => void, signal?: AbortSignal): Promise<Track> {
  return pool.run((api) => api.addDemoTrack(proxy(onProgress)), signal);
}
