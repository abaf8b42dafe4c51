/** Tag that the service worker answers. */
const TAG = 'uploads';

/** Background Sync, which TypeScript does not list. */
interface SyncRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

/** Whether this browser goes on with uploads after the app is closed. */
export function hasBackgroundSync(): boolean {
  return 'SyncManager' in globalThis;
}

/** Asks the browser to wake the service worker when there is a network. Does nothing where that is not to be had. */
export async function askForBackgroundSync(): Promise<void> {
  if (!hasBackgroundSync()) return;
  try {
    const registration = await navigator.serviceWorker.getRegistration();
    const { sync }: SyncRegistration = (registration ?? {}) as SyncRegistration;
    if (registration?.active) await sync?.register(TAG);
  } catch {
    // Refused by the browser's settings: the page itself goes on sending.
  }
}
