/// <reference path="../../storage/opfs.d.ts" />
import { PAGE_FRAMES } from '#core/console/source/page-memory.ts';
import { storageFailure } from '#storage/failure.ts';

const FOLDER = 'set-render';
/** Left and right of one page, one after the other. */
const PAGE_SAMPLES = 2 * PAGE_FRAMES;
const PAGE_BYTES = PAGE_SAMPLES * 4;

/** Decoded pages of one track, outside of memory, to be had at once. */
export interface PageStore {
  put(page: number, left: Float32Array, right: Float32Array): void;
  /** Fills `page` with what was put; silence where nothing was. */
  get(page: number, into: Float32Array): void;
  close(): Promise<void>;
}

/** Room for one page. */
export const createPage = (): Float32Array<ArrayBuffer> => new Float32Array(PAGE_SAMPLES);

async function folder(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
}

/**
 * Removes what a killed render left.
 *
 * @thread of the only render there is
 */
export async function sweepPages(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(FOLDER, { recursive: true }).catch(() => undefined);
}

/** A file of the browser's private storage; memory where it has no synchronous access. */
export async function createPageStore(): Promise<PageStore> {
  return 'FileSystemSyncAccessHandle' in globalThis ? FilePages.create() : new MemoryPages();
}

class FilePages implements PageStore {
  private readonly name: string;
  private readonly access: FileSystemSyncAccessHandle;
  private readonly page = createPage();

  private constructor(name: string, access: FileSystemSyncAccessHandle) {
    this.name = name;
    this.access = access;
  }

  static async create(): Promise<FilePages> {
    const name = crypto.randomUUID();
    const file = await (await folder()).getFileHandle(name, { create: true });
    return new FilePages(name, await file.createSyncAccessHandle());
  }

  put(page: number, left: Float32Array, right: Float32Array): void {
    this.page.set(left);
    this.page.set(right, PAGE_FRAMES);
    try {
      const written = this.access.write(this.page, { at: page * PAGE_BYTES });
      if (written !== PAGE_BYTES) throw new DOMException('short write', 'QuotaExceededError');
    } catch (error) {
      throw storageFailure(error);
    }
  }

  get(page: number, into: Float32Array<ArrayBuffer>): void {
    const read = this.access.read(into, { at: page * PAGE_BYTES });
    into.fill(0, Math.floor(read / 4));
  }

  async close(): Promise<void> {
    this.access.close();
    await (await folder()).removeEntry(this.name).catch(() => undefined);
  }
}

class MemoryPages implements PageStore {
  private readonly pages = new Map<number, Float32Array>();

  put(page: number, left: Float32Array, right: Float32Array): void {
    const copy = createPage();
    copy.set(left);
    copy.set(right, PAGE_FRAMES);
    this.pages.set(page, copy);
  }

  get(page: number, into: Float32Array): void {
    const known = this.pages.get(page);
    if (known) into.set(known);
    else into.fill(0);
  }

  async close(): Promise<void> {
    this.pages.clear();
  }
}
