// A service worker that is nothing but the uploader.
import { drainUploads, handleSync, type UploadSyncEvent } from '../../../service-worker/uploads.ts';

interface WorkerScope {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: string, listener: (event: ExtendableEvent) => void): void;
}
interface ExtendableEvent {
  readonly data?: unknown;
  waitUntil(work: Promise<unknown>): void;
}

const scope = globalThis as unknown as WorkerScope;
scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener('sync', (event) => handleSync(event as unknown as UploadSyncEvent));
scope.addEventListener('message', (event) => event.waitUntil(drainUploads()));
