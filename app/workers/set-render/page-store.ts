/// <reference path="../../storage/opfs.d.ts" />
import { PAGE_FRAMES } from '#core/console/source/page-memory.ts';
import { storageFailure } from '#storage/failure.ts';
import { depthOf, pack, packedBytes, unpack, type Depth } from './packed-page.ts';

const FOLDER = 'set-render';
/** Left and right of one page, one after the other. */
const PAGE_SAMPLES = 2 * PAGE_FRAMES;

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

/** Pages one behind the other, each in as few bytes as hold it: half of what it takes in memory where the file has 16 bits. */
class FilePages implements PageStore {
  private readonly name: string;
  private readonly access: FileSystemSyncAccessHandle;
  private readonly page = new Uint8Array(packedBytes(4));
  private readonly places = new Map<number, { readonly at: number; readonly depth: Depth }>();
  private end = 0;

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
    const depth = depthOf(left, right);
    const bytes = this.page.subarray(0, packedBytes(depth));
    pack(left, right, depth, bytes);
    const at = this.end;
    try {
      if (this.access.write(bytes, { at }) !== bytes.length)
        throw new DOMException('short write', 'QuotaExceededError');
    } catch (error) {
      throw storageFailure(error);
    }
    this.places.set(page, { at, depth });
    this.end += bytes.length;
  }

  get(page: number, into: Float32Array<ArrayBuffer>): void {
    const place = this.places.get(page);
    if (!place) return void into.fill(0);
    const bytes = this.page.subarray(0, packedBytes(place.depth));
    this.access.read(bytes, { at: place.at });
    unpack(bytes, place.depth, into);
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
