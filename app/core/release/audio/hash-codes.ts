import { toInt24 } from '../../wav/pcm24.ts';
import type { SampleType } from '../../wav/samples.ts';

/** Takes bytes one after the other, as hash functions do. */
export interface Hasher {
  update(bytes: Uint8Array): unknown;
  digest(): string;
}

/**
 * The hash of audio alone: of its samples as interleaved 24-bit codes, so that the same samples agree in any wrapper
 * (8, 16, 24 bits; WAV, FLAC). Samples of 32 bits and floats that are not all 24-bit codes are hashed as they are.
 */
export class AudioHash {
  private readonly codes: Hasher;
  /** Of the bytes as they are, where codes may not hold them. */
  private readonly raw: Hasher | null;
  private readonly type: SampleType | null;
  private areCodes = true;
  private used = 0;
  private buffer = new Uint8Array();

  /**
   * @param type how the bytes lie in the file; null for audio that a decoder gives as floats
   * @param hashers one for each of two forms
   */
  constructor(type: SampleType | null, [codes, raw]: readonly [Hasher, Hasher]) {
    this.type = type;
    this.codes = codes;
    this.raw = type === 'i32' || type === 'f32' || type === 'f64' ? raw : null;
  }

  /** @param bytes the samples as they lie in the file, where they come from a WAV */
  push(planes: readonly Float32Array[], frames: number, bytes: Uint8Array | null): void {
    if (this.type === 'i24' && bytes) {
      this.codes.update(bytes);
      return;
    }
    if (this.raw && bytes) this.raw.update(bytes);
    if (this.raw && !this.areCodes) return;
    const length = frames * planes.length * 3;
    if (this.buffer.length < length) this.buffer = new Uint8Array(length);
    if (!this.interleave(planes, frames) && this.raw) this.areCodes = false;
    else this.codes.update(this.buffer.subarray(0, length));
  }

  /** Hex digest of all that came in. */
  digest(): string {
    return this.raw && !this.areCodes ? this.raw.digest() : this.codes.digest();
  }

  /** Whether 24-bit codes hold every sample. */
  get areAllCodes(): boolean {
    return this.areCodes;
  }

  /** The 24-bit codes or-ed, moved up to 32 bits; all ones where samples are none, or were hashed as they came. */
  get usedBits(): number {
    return this.areCodes && this.type !== 'i24' ? this.used << 8 : -1;
  }

  /** Writes 24-bit codes; false when a sample is none. */
  private interleave(planes: readonly Float32Array[], frames: number): boolean {
    const { buffer } = this;
    const stride = planes.length * 3;
    let isExact = true;
    let { used } = this;
    planes.forEach((plane, channel) => {
      for (let i = 0, at = channel * 3; i < frames; i++, at += stride) {
        const sample = plane[i] as number;
        const code = toInt24(sample);
        if (code !== sample * 8_388_608) isExact = false;
        used |= code;
        buffer[at] = code;
        buffer[at + 1] = code >> 8;
        buffer[at + 2] = code >> 16;
      }
    });
    this.used = used;
    return isExact;
  }
}
