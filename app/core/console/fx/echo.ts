import { undenormal, type Stereo } from '../block.ts';
import type { BeatClock, Effect } from './effect.ts';

/** Frames of the delay lines, a power of two: 2.7 s at 48 kHz. */
const LINE = 131_072;
const MASK = LINE - 1;
/** Time in which a new delay takes over from the old one, s. */
const HANDOVER_SEC = 0.03;
/** A change of the delay below this share is the tempo breathing; it is followed only when it adds up. */
const TOLERANCE = 0.004;
/** Each repeat loses its highs and its rumble by this share of a one-pole. */
const DAMP = 0.35;

/** Repeats in the tempo of the beat, duller each time. */
export class Echo implements Effect {
  readonly rings = true;
  private readonly left = new Float32Array(LINE);
  private readonly right = new Float32Array(LINE);
  private readonly step: number;
  private at = 0;
  private delay = 0;
  private next = 0;
  private share = 0;
  private dampLeft = 0;
  private dampRight = 0;

  constructor(sampleRate: number) {
    this.step = 1 / (HANDOVER_SEC * sampleRate);
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
    this.follow(fitted(beats * clock.frames));
    const feedback = 0.92 * amount;
    for (let i = from; i < from + count; i++) {
      let l = this.left[(this.at - this.delay) & MASK] as number;
      let r = this.right[(this.at - this.delay) & MASK] as number;
      if (this.next !== this.delay) {
        this.share += this.step;
        l += ((this.left[(this.at - this.next) & MASK] as number) - l) * this.share;
        r += ((this.right[(this.at - this.next) & MASK] as number) - r) * this.share;
        if (this.share >= 1) this.delay = this.next;
      }
      this.dampLeft += (l - this.dampLeft) * (1 - DAMP);
      this.dampRight += (r - this.dampRight) * (1 - DAMP);
      this.left[this.at & MASK] = (input.left[i] as number) + this.dampLeft * feedback;
      this.right[this.at & MASK] = (input.right[i] as number) + this.dampRight * feedback;
      this.at = (this.at + 1) & MASK;
      output.left[i] = l;
      output.right[i] = r;
    }
    this.dampLeft = undenormal(this.dampLeft);
    this.dampRight = undenormal(this.dampRight);
  }

  reset(): void {
    this.left.fill(0);
    this.right.fill(0);
    this.dampLeft = this.dampRight = 0;
    this.delay = 0;
  }

  private follow(wanted: number): void {
    if (this.delay === 0) this.delay = this.next = wanted;
    if (this.next !== this.delay || Math.abs(wanted - this.delay) <= TOLERANCE * this.delay) return;
    this.next = wanted;
    this.share = 0;
  }
}

/** The delay as whole frames, halved until it fits the line. */
function fitted(frames: number): number {
  let delay = frames;
  while (delay > LINE - 256) delay /= 2;
  return Math.max(16, Math.round(delay));
}
