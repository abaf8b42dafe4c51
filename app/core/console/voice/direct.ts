import { BLOCK, createStereo, type Stereo } from '../block.ts';
import type { PageReader } from '../source/page-reader.ts';
import { HALF_TAPS, PHASES, sincBanks, TAPS, type SincBank } from './sinc.ts';

/** What a voice reads: a track, or a sample that goes round. */
export type FrameSource = Pick<PageReader, 'read'>;

/** Fastest reading, in frames of the track for each frame of output. */
export const MAX_SPEED = 12;

/**
 * Plays a track by reading it at any speed, forwards and backwards, by a windowed sinc. Whole frames at the track's own
 * speed are copied bit for bit.
 */
export class DirectVoice {
  private readonly window: Stereo = createStereo(Math.ceil(BLOCK * MAX_SPEED) + TAPS + 2);
  private readonly kernel = new Float32Array(TAPS);
  private readonly banks: readonly SincBank[] = sincBanks();

  /**
   * Writes `count` frames of output from index `to` on.
   *
   * @param position frame of the track that sounds first
   * @param step frames of the track for each frame of output; negative backwards
   * @returns frames that were not there
   */
  render(reader: FrameSource, position: number, step: number, out: Stereo, to: number, count: number): number {
    if (step === 1 && Number.isInteger(position)) {
      return reader.read(position, count, out, to);
    }
    const last = position + step * (count - 1);
    const from = Math.floor(Math.min(position, last)) - HALF_TAPS + 1;
    const length = Math.floor(Math.max(position, last)) + HALF_TAPS + 1 - from;
    const missing = reader.read(from, length, this.window);
    const weights = this.bankFor(Math.abs(step)).weights;
    for (let i = 0; i < count; i++) this.frame(position + step * i, from, weights, out, to + i);
    return missing;
  }

  private bankFor(speed: number): SincBank {
    let bank = this.banks[0] as SincBank;
    for (let i = 1; i < this.banks.length && speed > bank.speed; i++) bank = this.banks[i] as SincBank;
    return bank;
  }

  private frame(at: number, from: number, weights: Float32Array, out: Stereo, to: number): void {
    const { kernel } = this;
    const { left, right } = this.window;
    const whole = Math.floor(at);
    const place = (at - whole) * PHASES;
    const phase = Math.floor(place);
    const share = place - phase;
    const base = phase * TAPS;
    const start = whole - HALF_TAPS + 1 - from;
    let l = 0;
    let r = 0;
    for (let tap = 0; tap < TAPS; tap++) {
      const a = weights[base + tap] as number;
      kernel[tap] = a + ((weights[base + TAPS + tap] as number) - a) * share;
    }
    for (let tap = 0; tap < TAPS; tap++) {
      const weight = kernel[tap] as number;
      l += weight * (left[start + tap] as number);
      r += weight * (right[start + tap] as number);
    }
    out.left[to] = l;
    out.right[to] = r;
  }
}
