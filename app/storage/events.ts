import type { BlobHash } from '#contracts/records/track.ts';
import type { UploadState } from '#contracts/records/upload.ts';

/** What one thread or tab tells the others after it has committed a change. */
export type StorageEvent =
  | { readonly type: 'tracks'; readonly ids: readonly string[] }
  | { readonly type: 'takes'; readonly ids: readonly string[] }
  | { readonly type: 'analysis-queued'; readonly blobHash: BlobHash }
  /** A first result of an analysis that goes on: tempo or waveform. */
  | { readonly type: 'analysis-part'; readonly blobHash: BlobHash }
  | { readonly type: 'analysis-done'; readonly blobHash: BlobHash }
  | { readonly type: 'outbox'; readonly blobHash: BlobHash; readonly state: UploadState | 'removed' }
  | {
      readonly type: 'upload-progress';
      readonly blobHash: BlobHash;
      readonly sentBytes: number;
      readonly totalBytes: number;
      /** Smoothed, bytes per second. */
      readonly bytesPerSec: number;
    }
  | { readonly type: 'cues'; readonly blobHash: BlobHash }
  | { readonly type: 'corrections'; readonly blobHash: BlobHash }
  | { readonly type: 'lists'; readonly ids: readonly string[] }
  | { readonly type: 'plays'; readonly trackId: string }
  | { readonly type: 'sets'; readonly ids: readonly string[] }
  | { readonly type: 'releases'; readonly ids: readonly string[] }
  | { readonly type: 'parties'; readonly ids: readonly string[] }
  | { readonly type: 'file-facts'; readonly blobHash: BlobHash }
  | { readonly type: 'settings'; readonly key: string };

const CHANNEL = 'wavefoundry-storage';
const local = new Set<(event: StorageEvent) => void>();
let channel: BroadcastChannel | undefined;

function open(): BroadcastChannel {
  if (!channel) {
    channel = new BroadcastChannel(CHANNEL);
    channel.addEventListener('message', (message: MessageEvent<StorageEvent>) => {
      for (const listener of local) listener(message.data);
    });
  }
  return channel;
}

/** Tells this thread's listeners at once and every other tab, worker and the service worker soon. */
export function emitStorageEvent(event: StorageEvent): void {
  open().postMessage(event);
  for (const listener of local) listener(event);
}

/** Hears the events of this thread and all others. Returns the function that stops listening. */
export function onStorageEvent(listener: (event: StorageEvent) => void): () => void {
  open();
  local.add(listener);
  return () => void local.delete(listener);
}
