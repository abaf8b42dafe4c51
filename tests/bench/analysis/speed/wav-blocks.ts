import { closeSync, openSync, readSync } from 'node:fs';

const BLOCK = 65_536;

/** A block in the reader's own arrays, valid until the next one is asked for. */
interface Block {
  readonly planes: readonly Float32Array[];
  readonly frames: number;
}

/** Streams a 16-bit WAV file with a plain header of 44 bytes, at most `limit` frames. */
export function* wavBlocks(file: string, limit = Number.POSITIVE_INFINITY): Generator<Block> {
  const handle = openSync(file, 'r');
  try {
    const head = Buffer.alloc(44);
    readSync(handle, head, 0, 44, 0);
    const channels = head.readUInt16LE(22);
    const bytes = Buffer.alloc(BLOCK * 2 * channels);
    const planes = Array.from({ length: channels }, () => new Float32Array(BLOCK));
    for (let done = 0; done < limit;) {
      const read = readSync(handle, bytes, 0, bytes.length, 44 + done * 2 * channels);
      const frames = Math.min(Math.floor(read / 2 / channels), limit - done);
      if (frames === 0) return;
      planes.forEach((plane, channel) => {
        for (let i = 0; i < frames; i++) plane[i] = bytes.readInt16LE(2 * (i * channels + channel)) / 32_768;
      });
      yield { planes, frames };
      done += frames;
    }
  } finally {
    closeSync(handle);
  }
}
