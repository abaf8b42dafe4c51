import type { Stretch } from '#contracts/release/facts.ts';

/** From here on a sample is at full scale: the largest code of 16 bits and everything above. */
const FULL_SCALE = 32_766.5 / 32_768;
/** Shorter runs are peaks that a limiter has let touch the ceiling. */
const LEAST_RUN = 3;
const MOST_LISTED = 100;

/** Finds runs of samples at full scale, on one side of zero, in a channel that comes in blocks. */
export class ClippingFinder {
  /** At most 100, in the order of their time. */
  readonly found: Stretch[] = [];
  count = 0;
  private readonly sampleRate: number;
  private readonly channel: number;
  /** Frames before the block at hand. */
  private position = 0;
  private runStart = 0;
  private runLength = 0;
  private sign = 0;

  constructor(sampleRate: number, channel: number) {
    this.sampleRate = sampleRate;
    this.channel = channel;
  }

  /** @param peak largest magnitude in the block: most blocks need no closer look */
  push(samples: Float32Array, frames: number, peak: number): void {
    if (peak < FULL_SCALE) this.endRun();
    else for (let i = 0; i < frames; i++) this.take(samples[i] as number, this.position + i);
    this.position += frames;
  }

  finish(): void {
    this.endRun();
  }

  private take(sample: number, frame: number): void {
    const sign = sample >= FULL_SCALE ? 1 : sample <= -FULL_SCALE ? -1 : 0;
    if (sign !== this.sign) {
      this.endRun();
      this.sign = sign;
      this.runStart = frame;
    }
    if (sign !== 0) this.runLength++;
  }

  private endRun(): void {
    if (this.runLength >= LEAST_RUN) {
      this.count++;
      if (this.found.length < MOST_LISTED) {
        const startSec = this.runStart / this.sampleRate;
        const endSec = (this.runStart + this.runLength) / this.sampleRate;
        this.found.push({ startSec, endSec, channel: this.channel });
      }
    }
    this.runLength = 0;
    this.sign = 0;
  }
}
