import { self } from '$app/service-worker';
import { serveFromCache } from './cache.ts';
import { answerMessages } from './messages.ts';
import { receiveShares } from './share.ts';
import { handleSync, type UploadSyncEvent } from './uploads.ts';

serveFromCache();
receiveShares();
answerMessages();

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
// Background Sync is Chromium's alone and TypeScript does not list its event.
self.addEventListener('sync' as keyof ServiceWorkerGlobalScopeEventMap, (event) =>
  handleSync(event as unknown as UploadSyncEvent),
);
