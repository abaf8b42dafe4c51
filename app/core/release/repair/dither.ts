import { toInt24 } from '../../wav/pcm24.ts';

const SCALE = 8_388_608;
const UNIT = 2 ** -32;

/**
 * Writes floats as 24-bit codes with triangular dither of two steps from peak to peak, which makes the error of rounding
 * independent of the music. The noise is the same in every run, so that the same file gives the same bytes.
 *
 * @see Lipshitz, Wannamaker, Vanderkooy, "Quantization and Dither: A Theoretical Survey", JAES 1992
 */
export class Dither24 {
  /** Samples beyond full scale so far. */
  clipped = 0;
  /** Largest error so far in steps, clipped samples aside. */
  maxErrorLsb = 0;
  private state = 0x2545_f491;

  /** @param target room for `frames * planes.length * 3` bytes */
  write(planes: readonly Float32Array[], frames: number, target: Uint8Array): void {
    for (let i = 0, at = 0; i < frames; i++) {
      for (const plane of planes) {
        const code = this.quantise(plane[i] as number);
        target[at++] = code;
        target[at++] = code >> 8;
        target[at++] = code >> 16;
      }
    }
  }

  private quantise(sample: number): number {
    const exact = Number.isNaN(sample) ? 0 : sample * SCALE;
    if (exact > SCALE - 1 || exact < -SCALE) {
      this.clipped++;
      return toInt24(sample);
    }
    const code = Math.max(-SCALE, Math.min(SCALE - 1, Math.round(exact + this.uniform() - this.uniform())));
    const error = Math.abs(code - exact);
    if (error > this.maxErrorLsb) this.maxErrorLsb = error;
    return code;
  }

  /** 0 to just under 1 (xorshift32, Marsaglia 2003). */
  private uniform(): number {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x;
    return (x >>> 0) * UNIT;
  }
}
