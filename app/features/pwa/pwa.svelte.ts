import { dev } from '$app/env';
import type { Workbox } from 'workbox-window';
import { anyTabBusy } from './busy.ts';

/** Chromium's event that lets a page offer its installation. */
interface InstallPromptEvent extends Event {
  prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

/**
 * - `ready`: a newer version is loaded and waits for a yes
 * - `replaced`: another tab has said yes; this page is the old one until it is loaded again
 */
export type UpdateState = 'none' | 'ready' | 'replaced';

/** Looks for a new version at most this often while a page stays open, milliseconds. */
const CHECK_MS = 60 * 60 * 1000;

/** The app as something installed: its worker, its updates, its place on the home screen. */
class Pwa {
  update = $state<UpdateState>('none');
  /** True once everything for the use without a network is stored. */
  offlineReady = $state(false);
  #prompt = $state.raw<InstallPromptEvent | null>(null);
  readonly canInstall = $derived(this.#prompt !== null);
  #workbox: Workbox | undefined;
  #applying = false;

  /** Catches the browser's offer to install, which comes once and early. */
  listen(): void {
    addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault();
      this.#prompt = event as InstallPromptEvent;
    });
    addEventListener('appinstalled', () => (this.#prompt = null));
  }

  /** Registers the worker. To be called when the first screen stands, as the worker then loads the whole app. */
  async start(): Promise<void> {
    if (dev || !('serviceWorker' in navigator) || this.#workbox) return;
    const { Workbox } = await import('workbox-window');
    const workbox = new Workbox('/service-worker.js', { type: 'module', scope: '/', updateViaCache: 'none' });
    this.#workbox = workbox;
    workbox.addEventListener('waiting', () => (this.update = 'ready'));
    workbox.addEventListener('controlling', ({ isUpdate }) => {
      if (this.#applying) location.reload();
      else if (isUpdate) this.update = 'replaced';
    });
    void workbox.active.then(() => (this.offlineReady = true));
    // Where the browser refuses a worker (private modes do), the app still works as long as there is a network.
    if (!(await workbox.register().catch(() => undefined))) return;
    setInterval(() => void workbox.update().catch(() => undefined), CHECK_MS);
  }

  /** Switches to the new version by loading the page again. False when a tab records or plays: then nothing happens. */
  async apply(): Promise<boolean> {
    if (await anyTabBusy()) return false;
    this.#applying = true;
    if (this.update === 'replaced') location.reload();
    else this.#workbox?.messageSkipWaiting();
    return true;
  }

  async install(): Promise<void> {
    const prompt = this.#prompt;
    this.#prompt = null;
    await prompt?.prompt();
  }
}

export const pwa = new Pwa();
