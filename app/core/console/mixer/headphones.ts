import type { Stereo } from '../block.ts';
import { Smooth } from '../smooth.ts';

/** What the headphones hear: cued channels and master, mixed, both as late as the master. */
export class Headphones {
  /** 0 cue alone, 1 master alone. */
  readonly mix: Smooth;
  readonly gain: Smooth;
  /** One output for both: left ear cue, right ear master. */
  isSplit = false;
  private readonly left: Float32Array;
  private readonly right: Float32Array;
  private at = 0;

  /** @param delay frames by which the master is late */
  constructor(sampleRate: number, delay: number) {
    this.mix = new Smooth(0.5, sampleRate);
    this.gain = new Smooth(1, sampleRate);
    this.left = new Float32Array(delay);
    this.right = new Float32Array(delay);
  }

  /** Turns cued channels into what the headphones get; both are in full at a mix of 0.5. May change `master`: split. */
  process(cue: Stereo, master: Stereo, from: number, count: number): void {
    this.delayCue(cue, from, count);
    if (this.isSplit) return this.split(cue, master, from, count);
    for (let i = from; i < from + count; i++) {
      const mix = this.mix.step();
      const cueGain = Math.min(1, 2 - 2 * mix);
      const masterGain = Math.min(1, 2 * mix);
      cue.left[i] = (cue.left[i] as number) * cueGain + (master.left[i] as number) * masterGain;
      cue.right[i] = (cue.right[i] as number) * cueGain + (master.right[i] as number) * masterGain;
    }
    this.gain.scale(cue.left, cue.right, from, from + count);
  }

  private delayCue({ left, right }: Stereo, from: number, count: number): void {
    for (let i = from; i < from + count; i++) {
      const l = this.left[this.at] as number;
      const r = this.right[this.at] as number;
      this.left[this.at] = left[i] as number;
      this.right[this.at] = right[i] as number;
      left[i] = l;
      right[i] = r;
      this.at = (this.at + 1) % this.left.length;
    }
  }

  /** Cue and master as mono, one in each ear of the only output. */
  private split(cue: Stereo, output: Stereo, from: number, count: number): void {
    for (let i = from; i < from + count; i++) {
      const right = 0.5 * ((output.left[i] as number) + (output.right[i] as number));
      output.left[i] = 0.5 * ((cue.left[i] as number) + (cue.right[i] as number)) * this.gain.step();
      output.right[i] = right;
    }
  }
}
