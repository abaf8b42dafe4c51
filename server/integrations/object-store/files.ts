import { constants, createReadStream } from 'node:fs';
import { access, copyFile, link, mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '#contracts/errors/app-error.ts';
import { syncFile, syncFolder, writeFileDurably } from './durable.ts';
import { FileUploads } from './file-uploads.ts';
import { assertKey, type ByteRange, type Entry, type ObjectStore } from './port.ts';

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';
const isDraft = (name: string) => name.endsWith('.tmp');

/** Files below one folder: `objects/<key>` and `uploads/<id>`. */
export class FileObjects implements ObjectStore {
  readonly kind = 'files';
  readonly uploads: FileUploads;
  readonly #objects: string;
  readonly #uploadsDir: string;

  private constructor(folder: string) {
    this.#objects = join(folder, 'objects');
    this.#uploadsDir = join(folder, 'uploads');
    this.uploads = new FileUploads(this.#uploadsDir);
  }

  static async open(folder: string): Promise<FileObjects> {
    for (const name of ['objects', 'uploads']) await mkdir(join(folder, name), { recursive: true, mode: 0o700 });
    const store = new FileObjects(folder);
    // Also gives tus's store the time to look for its folder, which it does behind everybody's back.
    await store.check();
    return store;
  }

  async readUpload(id: string, range?: ByteRange): Promise<Readable> {
    return createReadStream(this.#uploadPath(id), range);
  }

  async adopt(id: string, sizeBytes: number, key: string): Promise<void> {
    const target = this.#path(key);
    if ((await this.size(key)) === sizeBytes) return;
    const source = this.#uploadPath(id);
    await syncFile(source);
    await this.#makeFolder(dirname(target));
    const draft = `${target}.${id}.tmp`;
    await rm(draft, { force: true });
    await link(source, draft).catch(() => copyDurably(source, draft));
    await rename(draft, target);
    await syncFolder(dirname(target));
  }

  async removeUpload(id: string): Promise<void> {
    const path = this.#uploadPath(id);
    await rm(path, { force: true });
    await rm(`${path}.json`, { force: true });
  }

  async *listUploads(): AsyncIterable<Entry> {
    for (const file of await readdir(this.#uploadsDir)) {
      const info = await stat(join(this.#uploadsDir, file)).catch(() => null);
      if (info) yield { name: file.replace(/\.json$/, ''), changedAt: info.mtimeMs };
    }
  }

  async write(key: string, data: string | Uint8Array): Promise<void> {
    const path = this.#path(key);
    await this.#makeFolder(dirname(path));
    await writeFileDurably(path, data);
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    if ((await this.size(key)) === null) throw new AppError('http.not_found');
    return createReadStream(this.#path(key), range);
  }

  async size(key: string): Promise<number | null> {
    try {
      const info = await stat(this.#path(key));
      return info.isFile() ? info.size : null;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    const path = this.#path(key);
    await rm(path, { force: true });
    await syncFolder(dirname(path)).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
  }

  async *list(prefix: string): AsyncIterable<Entry> {
    const folder = prefix.replace(/\/$/, '');
    assertKey(folder);
    const found = await readdir(join(this.#objects, folder), { recursive: true, withFileTypes: true }).catch(
      (error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      },
    );
    for (const file of found) {
      if (!file.isFile() || isDraft(file.name)) continue;
      const path = join(file.parentPath, file.name);
      const info = await stat(path).catch(() => null);
      const name = path.slice(this.#objects.length + 1).replaceAll('\\', '/');
      if (info) yield { name, changedAt: info.mtimeMs };
    }
  }

  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.#uploadsDir);
    return bavail * bsize;
  }

  async check(): Promise<void> {
    for (const folder of [this.#objects, this.#uploadsDir]) await access(folder, constants.R_OK | constants.W_OK);
  }

  #path(key: string): string {
    assertKey(key);
    return join(this.#objects, ...key.split('/'));
  }

  #uploadPath(id: string): string {
    assertKey(id);
    return join(this.#uploadsDir, id);
  }

  /** Makes a folder, and waits until its name and those of its new parents are on disk. */
  async #makeFolder(folder: string): Promise<void> {
    const first = await mkdir(folder, { recursive: true, mode: 0o700 });
    if (first === undefined) return;
    for (let path = folder; path.length >= first.length; path = dirname(path)) await syncFolder(dirname(path));
  }
}

/** For file systems without hard links. */
async function copyDurably(source: string, target: string): Promise<void> {
  await copyFile(source, target, constants.COPYFILE_FICLONE);
  await syncFile(target);
}
