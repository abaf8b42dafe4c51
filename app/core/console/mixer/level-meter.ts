import type { Stereo } from '../block.ts';

/** The RMS value forgets like this, s. */
const RMS_SEC = 0.1;
/** A peak is held by what reads it: it falls by this time constant, s. */
const PEAK_SEC = 0.15;

/** Peak and RMS of both channels, amplitudes with full scale 1. A peak falls slowly, so that no reader misses it. */
export class LevelMeter {
  peakLeft = 0;
  peakRight = 0;
  private powerLeft = 0;
  private powerRight = 0;
  private readonly sampleRate: number;

  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
  }

  get rmsLeft(): number {
    return Math.sqrt(this.powerLeft);
  }

  get rmsRight(): number {
    return Math.sqrt(this.powerRight);
  }

  process({ left, right }: Stereo, from: number, count: number): void {
    let peakLeft = 0;
    let peakRight = 0;
    let sumLeft = 0;
    let sumRight = 0;
    for (let i = from; i < from + count; i++) {
      const l = left[i] as number;
      const r = right[i] as number;
      const a = l < 0 ? -l : l;
      const b = r < 0 ? -r : r;
      if (a > peakLeft) peakLeft = a;
      if (b > peakRight) peakRight = b;
      sumLeft += l * l;
      sumRight += r * r;
    }
    const fall = Math.exp(-count / (PEAK_SEC * this.sampleRate));
    this.peakLeft = Math.max(peakLeft, dropped(this.peakLeft * fall));
    this.peakRight = Math.max(peakRight, dropped(this.peakRight * fall));
    const share = 1 - Math.exp(-count / (RMS_SEC * this.sampleRate));
    this.powerLeft = dropped(this.powerLeft + (sumLeft / count - this.powerLeft) * share);
    this.powerRight = dropped(this.powerRight + (sumRight / count - this.powerRight) * share);
  }
}

/** Below this there is silence: -240 dBFS as a peak, -120 as a power. */
const dropped = (x: number): number => (x < 1e-12 ? 0 : x);
