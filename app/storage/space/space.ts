import { listTracks } from '../library/tracks.ts';

/** What the browser says about the room of this app on this device. */
export interface StorageSpace {
  readonly usedBytes: number;
  /** What the browser would let the app use in all; an estimate that it may change. */
  readonly quotaBytes: number;
  /** Whether the browser promised not to clear it by itself; null where it cannot say. */
  readonly persisted: boolean | null;
}

/** Reads the browser's estimate. Null where the browser gives none. */
export async function readSpace(): Promise<StorageSpace | null> {
  if (!navigator.storage?.estimate) return null;
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  const persisted = navigator.storage.persisted ? await navigator.storage.persisted() : null;
  return { usedBytes: usage, quotaBytes: quota, persisted };
}

/** Asks the browser to keep the data. It may ask the person, or decide by how the app is used. */
export async function askToPersist(): Promise<boolean> {
  return (await navigator.storage?.persist?.()) ?? false;
}

/** How far the library is copied to the server. */
export interface SafeCopies {
  /** Epoch milliseconds of the newest copy that the server confirmed, or null when there is none. */
  readonly newestAt: number | null;
  readonly safe: number;
  readonly unsafe: number;
  /** Bytes that exist on this device only. */
  readonly unsafeBytes: number;
}

/** Counts the tracks with and without a confirmed copy; those in the bin are left out. */
export async function readSafeCopies(): Promise<SafeCopies> {
  const tracks = (await listTracks()).filter(({ deletedAt, origin }) => deletedAt === null && origin !== 'demo');
  const unsafe = tracks.filter(({ safeAt }) => safeAt === null);
  return {
    newestAt: tracks.reduce<number | null>(
      (newest, { safeAt }) => (safeAt && safeAt > (newest ?? 0) ? safeAt : newest),
      null,
    ),
    safe: tracks.length - unsafe.length,
    unsafe: unsafe.length,
    unsafeBytes: unsafe.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
}
