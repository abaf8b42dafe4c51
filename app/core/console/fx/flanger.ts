import { undenormal, type Stereo } from '../block.ts';
import type { BeatClock, Effect } from './effect.ts';

/** Frames of the delay lines, a power of two: 21 ms at 96 kHz. */
const LINE = 2048;
const MASK = LINE - 1;
const SHORTEST_SEC = 0.0004;
const SWEEP_SEC = 0.006;

/** A comb whose teeth wander up and down with the beat. */
export class Flanger implements Effect {
  readonly rings = false;
  private readonly left = new Float32Array(LINE);
  private readonly right = new Float32Array(LINE);
  private readonly sampleRate: number;
  private at = 0;

  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
  }

  process(
    input: Stereo,
    output: Stereo,
    from: number,
    count: number,
    amount: number,
    beats: number,
    clock: BeatClock,
  ): void {
    const feedback = 0.85 * amount;
    const perFrame = 1 / (beats * clock.frames);
    let phase = (clock.beat / beats) % 1;
    for (let i = from; i < from + count; i++, phase += perFrame) {
      const sweep = 0.5 - 0.5 * Math.cos(2 * Math.PI * phase);
      const delay = (SHORTEST_SEC + SWEEP_SEC * sweep) * this.sampleRate;
      const whole = Math.floor(delay);
      const share = delay - whole;
      const l = this.tap(this.left, whole, share);
      const r = this.tap(this.right, whole, share);
      const x = input.left[i] as number;
      const y = input.right[i] as number;
      this.left[this.at & MASK] = undenormal(x + l * feedback);
      this.right[this.at & MASK] = undenormal(y + r * feedback);
      this.at = (this.at + 1) & MASK;
      output.left[i] = 0.6 * (x + l);
      output.right[i] = 0.6 * (y + r);
    }
  }

  reset(): void {
    this.left.fill(0);
    this.right.fill(0);
  }

  private tap(line: Float32Array, whole: number, share: number): number {
    const a = line[(this.at - whole) & MASK] as number;
    const b = line[(this.at - whole - 1) & MASK] as number;
    return a + (b - a) * share;
  }
}
