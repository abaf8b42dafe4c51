/// <reference path="../opfs.d.ts" />
import type { BlobHash } from '#contracts/records/track.ts';
import { openBlobFile } from './blobs.ts';

/** The bytes of a stored blob, read at once: no other thread has to be waited for. */
export interface BlobBytes {
  readonly size: number;
  /** Fills an array from a place in the file on. */
  read(into: Uint8Array<ArrayBuffer>, at: number): void;
  close(): void;
}

/**
 * Opens a blob for reading at once, or null where the browser cannot do so without locking others out. While it is open
 * the blob cannot be removed.
 *
 * @thread dedicated worker
 */
export async function openBlobBytes(hash: BlobHash): Promise<BlobBytes | null> {
  if (!('FileSystemSyncAccessHandle' in globalThis)) return null;
  const file = await openBlobFile(hash);
  const access = await file?.createSyncAccessHandle({ mode: 'read-only' }).catch(() => null);
  if (!access) return null;
  // Browsers that do not know the mode have locked the file for this thread alone.
  if (access.mode !== 'read-only') {
    access.close();
    return null;
  }
  return {
    size: access.getSize(),
    read(into, at) {
      if (access.read(into, { at }) !== into.byteLength) throw new DOMException('short read', 'NotReadableError');
    },
    close: () => access.close(),
  };
}
