/// <reference path="../opfs.d.ts" />
import { AppError } from '#contracts/errors/app-error.ts';
import { storageFailure } from '../failure.ts';
import type { SpoolSegment, SpoolStore, SpoolWriter } from './store.ts';

const ROOT = 'takes';
const SUFFIX = '.wfs';

async function takesFolder(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT, { create: true });
}

const segmentName = (index: number) => `${String(index).padStart(5, '0')}${SUFFIX}`;

/** Spools as files `takes/<takeId>/NNNNN.wfs`, written through synchronous access handles. */
export const opfsSpool: SpoolStore = {
  backend: 'opfs',

  async create(takeId) {
    try {
      const folder = await (await takesFolder()).getDirectoryHandle(takeId, { create: true });
      return await OpfsWriter.open(folder);
    } catch (error) {
      await opfsSpool.remove(takeId);
      throw storageFailure(error);
    }
  },

  async list() {
    const ids: string[] = [];
    for await (const [name, handle] of (await takesFolder()).entries()) if (handle.kind === 'directory') ids.push(name);
    return ids;
  },

  async segments(takeId) {
    const segments: SpoolSegment[] = [];
    const folder = await (await takesFolder()).getDirectoryHandle(takeId).catch(() => null);
    if (folder === null) return segments;
    for await (const [name, handle] of folder.entries()) {
      const index = Number.parseInt(name, 10);
      if (handle.kind !== 'file' || !name.endsWith(SUFFIX) || Number.isNaN(index)) continue;
      segments.push({ index, open: () => (handle as FileSystemFileHandle).getFile() });
    }
    return segments.toSorted((a, b) => a.index - b.index);
  },

  async remove(takeId) {
    await (await takesFolder()).removeEntry(takeId, { recursive: true }).catch(ignoreMissing);
  },
};

function ignoreMissing(error: unknown): void {
  if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw storageFailure(error);
}

class OpfsWriter implements SpoolWriter {
  readonly #folder: FileSystemDirectoryHandle;
  #access: FileSystemSyncAccessHandle;
  #size = 0;
  #index = 0;
  /** Opened ahead, because opening is slow and audio waits for it. */
  #next: Promise<FileSystemSyncAccessHandle>;

  private constructor(folder: FileSystemDirectoryHandle, access: FileSystemSyncAccessHandle) {
    this.#folder = folder;
    this.#access = access;
    this.#next = this.#openAhead();
  }

  static async open(folder: FileSystemDirectoryHandle): Promise<OpfsWriter> {
    return new OpfsWriter(folder, await openSegment(folder, 0));
  }

  #openAhead(): Promise<FileSystemSyncAccessHandle> {
    const next = openSegment(this.#folder, this.#index + 1);
    // A failure is reported when the segment is needed.
    next.catch(() => undefined);
    return next;
  }

  async append(bytes: Uint8Array): Promise<void> {
    let written: number;
    try {
      written = this.#access.write(bytes as Uint8Array<ArrayBuffer>, { at: this.#size });
    } catch (error) {
      throw storageFailure(error);
    }
    // A full disk shows as a short write, and in Chromium as an error number taken for a huge one. The torn block is
    // cut off, so that the segment stays whole.
    if (written !== bytes.length) {
      this.#access.truncate(this.#size);
      throw new AppError('storage.quota', { wanted: bytes.length });
    }
    this.#size += written;
  }

  flush(): void {
    this.#access.flush();
  }

  async rotate(): Promise<void> {
    let next: FileSystemSyncAccessHandle;
    try {
      next = await this.#next;
    } catch (error) {
      throw storageFailure(error);
    }
    const old = this.#access;
    this.#access = next;
    this.#size = 0;
    this.#index++;
    old.flush();
    old.close();
    this.#next = this.#openAhead();
  }

  async close(): Promise<void> {
    this.#access.flush();
    this.#access.close();
    const ahead = await this.#next.catch(() => null);
    ahead?.close();
    await this.#folder.removeEntry(segmentName(this.#index + 1)).catch(() => undefined);
  }
}

async function openSegment(folder: FileSystemDirectoryHandle, index: number): Promise<FileSystemSyncAccessHandle> {
  const file = await folder.getFileHandle(segmentName(index), { create: true });
  return file.createSyncAccessHandle();
}
