import { self } from '$app/service-worker';

/** What a page may ask of the worker; `SKIP_WAITING` is what workbox-window sends. */
interface PageMessage {
  readonly type: 'SKIP_WAITING';
}

/** A new version takes over only when the page says so, which it does not while it records or plays. */
export function answerMessages(): void {
  self.addEventListener('message', (event) => {
    const message = event.data as PageMessage | null;
    if (message?.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting());
  });
}
