import { proxy, wrap, type Remote } from 'comlink';
import type { Take } from '#contracts/records/take.ts';
import type { Track } from '#contracts/records/track.ts';
import type { TakeAudio } from '#storage/takes/audio-at.ts';
import { withTake } from '#storage/takes/locks.ts';
import { carryAppErrors } from '../rpc/errors.ts';
import type { CaptureApi, RecorderEvent, TakesApi } from './protocol.ts';

interface RecorderWorkerApi {
  readonly capture: CaptureApi;
  readonly takes: TakesApi;
}

function startWorker(): { worker: Worker; api: Remote<RecorderWorkerApi> } {
  const worker = new Worker(new URL('./recorder.worker.ts', import.meta.url), { type: 'module', name: 'recorder' });
  return { worker, api: wrap<RecorderWorkerApi>(worker) };
}

carryAppErrors();

/** A worker that records, alive until {@link CaptureClient.terminate}. */
export interface CaptureClient {
  readonly api: Remote<CaptureApi>;
  terminate(): void;
}

export function startCapture(): CaptureClient {
  const { worker, api } = startWorker();
  return { api: api.capture as unknown as Remote<CaptureApi>, terminate: () => worker.terminate() };
}

/** Makes a listener callable from the worker. */
export const hear = (listener: (event: RecorderEvent) => void) => proxy(listener);

async function withTakes<T>(work: (takes: Remote<TakesApi>) => Promise<T>): Promise<T> {
  const { worker, api } = startWorker();
  try {
    return await work(api.takes as unknown as Remote<TakesApi>);
  } finally {
    worker.terminate();
  }
}

/** Open takes of this device that no tab is working on, checked block by block, oldest first. */
export const findOpenTakes = (): Promise<Take[]> => withTakes((takes) => takes.listOpen());

/**
 * Seals a take into a track. Waits for whoever holds the take, so it may be asked before the recording worker let go.
 *
 * @param onProgress 0 to 1
 * @throws AppError `storage.quota`, `storage.corrupt`; the spool stays as it was
 */
export function sealTake(
  take: Pick<Take, 'id' | 'backend'>,
  keepSource: boolean,
  onProgress: (done: number) => void,
): Promise<Track> {
  // Held by the page, so that the lock passes from the recording worker to the sealing one without a free moment.
  return withTake(take.id, () =>
    withTakes((takes) => takes.seal(take.id, take.backend, keepSource, proxy(onProgress))),
  );
}

/** Reads an open take for listening, until closed. */
export interface TakeReader {
  /** About 30 s around a frame; null behind the end. */
  audioAt(frame: number): Promise<TakeAudio | null>;
  close(): void;
}

export function startTakeReader(takeId: string): TakeReader {
  const { worker, api } = startWorker();
  const takes = api.takes as unknown as Remote<TakesApi>;
  return { audioAt: (frame) => takes.audioAt(takeId, frame), close: () => worker.terminate() };
}

/** An open take as a WAV that reads from the spool; nothing is copied. */
export const takeAsWav = (takeId: string): Promise<Blob> => withTakes((takes) => takes.asWav(takeId));
