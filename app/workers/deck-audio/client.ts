import { proxy, wrap, type Remote } from 'comlink';
import { carryAppErrors } from '../rpc/errors.ts';
import type { DeckAudioApi, ReadFailure } from './protocol.ts';

/** A worker that reads tracks for one deck. */
export interface DeckAudio {
  readonly api: Remote<DeckAudioApi>;
  terminate(): void;
}

/** Makes a listener callable from the worker. */
export const hearFailure = (listener: (failure: ReadFailure) => void) => proxy(listener);

/** Starts the worker of one deck. Errors of the table arrive as such. */
export function startDeckAudio(): DeckAudio {
  carryAppErrors();
  const worker = new Worker(new URL('./deck-audio.worker.ts', import.meta.url), { type: 'module', name: 'deck-audio' });
  return { api: wrap<DeckAudioApi>(worker), terminate: () => worker.terminate() };
}
