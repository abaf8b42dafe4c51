import { openDb } from '../db/open.ts';
import { emitStorageEvent } from '../events.ts';

/** Reads one setting of this device; `fallback` when it was never set. */
export async function getSetting<T>(key: string, fallback: T): Promise<T> {
  const value = await (await openDb()).get('settings', key);
  return value === undefined ? fallback : (value as T);
}

/** Keeps one setting on this device and tells the other tabs. */
export async function setSetting(key: string, value: unknown): Promise<void> {
  await (await openDb()).put('settings', value, key);
  emitStorageEvent({ type: 'settings', key });
}
