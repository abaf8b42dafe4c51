import { open, stat, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { FileStore } from '@tus/file-store';

/** Bytes gathered for one write: the network gives 64 kB at a time, and each write costs a trip to another thread. */
const BATCH_BYTES = 1 << 20;

/** tus's file store with the extensions we offer, and errors that still say what happened. */
export class FileUploads extends FileStore {
  constructor(directory: string) {
    super({ directory });
    this.extensions = ['creation', 'creation-with-upload', 'termination'];
  }

  /** Appends at `offset`. What arrived before a failure stays and counts. */
  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    const path = `${this.directory}/${id}`;
    const { size } = await stat(path);
    if (size !== offset) throw new Error('an upload changed while it was locked');
    const file = await open(path, 'r+');
    const batches = new Batches(file, offset);
    try {
      for await (const chunk of readable as AsyncIterable<Buffer>) await batches.add(chunk);
    } finally {
      await batches.end().finally(() => file.close());
    }
    return batches.position;
  }
}

/** Writes one batch while the next one gathers; holds two in memory. */
class Batches {
  /** Where the next batch goes. */
  position: number;
  readonly #file: FileHandle;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(file: FileHandle, position: number) {
    this.#file = file;
    this.position = position;
  }

  async add(chunk: Buffer): Promise<void> {
    this.#chunks.push(chunk);
    this.#bytes += chunk.byteLength;
    if (this.#bytes >= BATCH_BYTES) await this.#write();
  }

  /** Resolves when everything is written. */
  async end(): Promise<void> {
    await this.#write();
    await this.#writing;
  }

  /** Begins to write the batch when the one before is written, so that a failed write is heard of. */
  async #write(): Promise<void> {
    await this.#writing;
    if (this.#bytes === 0) return;
    this.#writing = writeAll(this.#file, this.#chunks, this.position);
    // It is awaited by the next call; until then nobody listens.
    this.#writing.catch(() => undefined);
    this.position += this.#bytes;
    this.#chunks = [];
    this.#bytes = 0;
  }
}

async function writeAll(file: FileHandle, chunks: Buffer[], position: number): Promise<void> {
  let at = position;
  let left = chunks;
  while (left.length > 0) {
    const { bytesWritten } = await file.writev(left, at);
    at += bytesWritten;
    left = after(left, bytesWritten);
  }
}

/** What of `chunks` comes after their first `bytes` bytes. */
function after(chunks: Buffer[], bytes: number): Buffer[] {
  let skip = bytes;
  let index = 0;
  while (index < chunks.length && skip >= (chunks[index] as Buffer).byteLength) {
    skip -= (chunks[index] as Buffer).byteLength;
    index++;
  }
  const [first, ...rest] = chunks.slice(index);
  return first ? [first.subarray(skip), ...rest] : [];
}
