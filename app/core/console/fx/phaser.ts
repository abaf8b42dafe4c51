import { undenormal, type Stereo } from '../block.ts';
import type { BeatClock, Effect } from './effect.ts';

const STAGES = 6;
const LOWEST_HZ = 180;
const OCTAVES = 4.5;
/** Frames between two settings of the all-passes. */
const HOLD = 8;

/** Notches that wander with the beat: six all-passes in a row against the plain sound. */
export class Phaser implements Effect {
  readonly rings = false;
  private readonly left = new Float64Array(STAGES);
  private readonly right = new Float64Array(STAGES);
  private readonly sampleRate: number;
  private lastLeft = 0;
  private lastRight = 0;

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
    const feedback = 0.7 * amount;
    const perFrame = 1 / (beats * clock.frames);
    const start = (clock.beat / beats) % 1;
    let a = 0;
    for (let i = 0; i < count; i++) {
      if (i % HOLD === 0) a = this.coefficient(start + i * perFrame);
      const x = input.left[from + i] as number;
      const y = input.right[from + i] as number;
      this.lastLeft = undenormal(turned(this.left, x + this.lastLeft * feedback, a));
      this.lastRight = undenormal(turned(this.right, y + this.lastRight * feedback, a));
      output.left[from + i] = 0.6 * (x + this.lastLeft);
      output.right[from + i] = 0.6 * (y + this.lastRight);
    }
  }

  reset(): void {
    this.left.fill(0);
    this.right.fill(0);
    this.lastLeft = this.lastRight = 0;
  }

  private coefficient(phase: number): number {
    const sweep = 0.5 - 0.5 * Math.cos(2 * Math.PI * phase);
    const hz = Math.min(LOWEST_HZ * 2 ** (OCTAVES * sweep), this.sampleRate * 0.4);
    const tangent = Math.tan((Math.PI * hz) / this.sampleRate);
    return (tangent - 1) / (tangent + 1);
  }
}

function turned(state: Float64Array, input: number, a: number): number {
  let x = input;
  for (let stage = 0; stage < STAGES; stage++) {
    const y = a * x + (state[stage] as number);
    state[stage] = x - a * y;
    x = y;
  }
  return x;
}
