import type { Stereo } from '../block.ts';
import type { Effect } from './effect.ts';

/** Fewer bits and fewer samples, from 14 bits at the full rate to 3 bits at a fortieth of it. */
export class Crush implements Effect {
  readonly rings = false;
  private phase = 0;
  private left = 0;
  private right = 0;

  process(input: Stereo, output: Stereo, from: number, count: number, amount: number): void {
    const steps = 2 ** (13 - 11 * amount);
    const rate = 1 / (1 + 39 * amount * amount);
    for (let i = from; i < from + count; i++) {
      // Silence begins anew, so that the same music always meets the same samples.
      if (this.left === 0 && this.right === 0 && input.left[i] === 0 && input.right[i] === 0) this.phase = 0;
      this.phase += rate;
      if (this.phase >= 1) {
        this.phase -= 1;
        this.left = Math.round((input.left[i] as number) * steps) / steps;
        this.right = Math.round((input.right[i] as number) * steps) / steps;
      }
      output.left[i] = this.left;
      output.right[i] = this.right;
    }
  }

  reset(): void {
    this.phase = this.left = this.right = 0;
  }
}
