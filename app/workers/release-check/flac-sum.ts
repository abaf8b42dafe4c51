import { createMD5, type IHasher } from 'hash-wasm';
import type { FlacStreamInfo } from '#core/flac/stream-info.ts';

/** Floats hold no more. */
const MOST_BITS = 24;

/** The MD5 that a FLAC file states of its samples, found again from what a decoder gives (RFC 9639, 8.2). */
export class FlacSum {
  private readonly info: FlacStreamInfo;
  private readonly md5: IHasher;
  private buffer = new Uint8Array();

  private constructor(info: FlacStreamInfo, md5: IHasher) {
    this.info = info;
    this.md5 = md5;
  }

  /** Null where the file states none, or has more bits than a decoder's floats. */
  static async of(info: FlacStreamInfo | null): Promise<FlacSum | null> {
    return info && info.md5 !== '' && info.bits <= MOST_BITS ? new FlacSum(info, await createMD5()) : null;
  }

  push(planes: readonly Float32Array[], frames: number): void {
    const { bits } = this.info;
    const bytes = Math.ceil(bits / 8);
    const scale = 2 ** (bits - 1);
    const stride = bytes * planes.length;
    if (this.buffer.length < frames * stride) this.buffer = new Uint8Array(frames * stride);
    const { buffer } = this;
    planes.forEach((plane, channel) => {
      for (let i = 0, at = channel * bytes; i < frames; i++, at += stride) {
        const code = Math.round((plane[i] as number) * scale);
        for (let byte = 0; byte < bytes; byte++) buffer[at + byte] = code >> (8 * byte);
      }
    });
    this.md5.update(buffer.subarray(0, frames * stride));
  }

  /** Whether the samples are those that were encoded; ends it. */
  isRight(): boolean {
    return this.md5.digest('hex') === this.info.md5;
  }
}
