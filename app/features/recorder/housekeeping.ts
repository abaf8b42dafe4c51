import { keepAwake } from '#audio/capture/wake-lock.ts';
import { secondsLeft } from '#core/capture/time-left.ts';
import { getSetting, setSetting } from '#storage/settings/settings.ts';
import type { Recorder } from './recorder.svelte.ts';

const ROOM_EVERY_MS = 10_000;

/** Setting: whether the browser promised not to clear our storage by itself; null until asked. */
export const PERSISTED = 'storage.persisted';

/** Asks the browser to keep our data, once it is worth keeping. */
export async function askForPersistence(): Promise<void> {
  const { storage } = navigator;
  const persisted = (await storage.persisted?.()) || (await storage.persist?.()) || false;
  if ((await getSetting<boolean | null>(PERSISTED, null)) !== persisted) await setSetting(PERSISTED, persisted);
}

/** Shows how long the disk lasts, now and every ten seconds, until the returned function is called. */
export function watchRoom(host: Recorder): () => void {
  const refresh = async () => {
    const estimate = await navigator.storage.estimate();
    if (host.input) host.secondsLeft = secondsLeft(estimate, host.input.sampleRate, host.input.channels);
  };
  void refresh();
  const timer = setInterval(() => void refresh(), ROOM_EVERY_MS);
  return () => clearInterval(timer);
}

/** While a take runs: the screen stays on, and closing the page asks first. */
export function guardTake(): () => void {
  const release = keepAwake();
  const ask = (event: BeforeUnloadEvent) => event.preventDefault();
  addEventListener('beforeunload', ask);
  return () => {
    removeEventListener('beforeunload', ask);
    release();
  };
}
