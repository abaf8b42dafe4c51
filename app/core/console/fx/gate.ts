import type { Stereo } from '../block.ts';
import type { BeatClock, Effect } from './effect.ts';

/** Length of the gate's edges, s. */
const EDGE_SEC = 0.003;

/** Cuts the sound into slices in the tempo of the beat: open in the first half of each period, more or less closed after. */
export class Gate implements Effect {
  readonly rings = false;
  private readonly step: number;
  private level = 1;

  constructor(sampleRate: number) {
    this.step = 1 / (EDGE_SEC * sampleRate);
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
    const perFrame = 1 / (beats * clock.frames);
    const start = clock.beat / beats;
    for (let i = 0; i < count; i++) {
      const phase = start + i * perFrame;
      const target = phase - Math.floor(phase) < 0.5 ? 1 : 1 - amount;
      const away = target - this.level;
      this.level += Math.max(-this.step, Math.min(this.step, away));
      output.left[from + i] = (input.left[from + i] as number) * this.level;
      output.right[from + i] = (input.right[from + i] as number) * this.level;
    }
  }

  reset(): void {
    this.level = 1;
  }
}
