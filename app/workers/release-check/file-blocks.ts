import type { ByteSource } from '#core/wav/source.ts';

/** Bytes that are read at once: the disk is then no slower than in one go. */
export const READ_BYTES = 1 << 20;

/** A blob as a source of bytes. */
export function blobSource(blob: Blob): ByteSource {
  return {
    size: blob.size,
    read: async (offset, length) => new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()),
  };
}

/** Reads `from` to `to` of a blob in pieces of `size` bytes, the next while one is looked at. */
export async function* readAhead(blob: Blob, from: number, to: number, size: number): AsyncGenerator<Uint8Array> {
  const read = (at: number) => blob.slice(at, Math.min(to, at + size)).arrayBuffer();
  let next = from < to ? read(from) : null;
  for (let at = from; next;) {
    const bytes = new Uint8Array(await next);
    at += size;
    next = at < to ? read(at) : null;
    yield bytes;
  }
}
