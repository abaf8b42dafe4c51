/** Taps per phase, as in the example of ITU-R BS.1770-5, annex 2. */
const TAPS = 12;
/** Rate in Hz to which a signal of 44.1 or 48 kHz is raised. */
const DENSE = 4 * 44_100;

/** A windowed sinc that reads the signal between its samples, `phases - 1` times at equal distances. */
function interpolators(phases: number): Float64Array[] {
  return Array.from({ length: phases - 1 }, (_, phase) => {
    const taps = Float64Array.from({ length: TAPS }, (_unused, tap) => {
      const x = tap - TAPS / 2 + 1 - (phase + 1) / phases;
      const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
      return sinc * Math.cos((Math.PI * x) / (TAPS + 1)) ** 2;
    });
    const sum = taps.reduce((total, tap) => total + tap, 0);
    return taps.map((tap) => tap / sum);
  });
}

/**
 * Highest true peak of one channel (ITU-R BS.1770-5, annex 2): four times oversampled, from 88.2 kHz on twice, and from
 * 176.4 kHz on by the samples themselves, so that the rate that is looked at is the same.
 */
export class TruePeak {
  /** Largest absolute value so far, 1 = 0 dBTP. */
  peak = 0;
  private readonly phases: readonly Float64Array[];
  private readonly recent = new Float32Array(2 * TAPS);
  private at = 0;
  /** Samples for which the filter still holds a loud one. */
  private loudFor = 0;

  constructor(sampleRate: number) {
    this.phases = interpolators(Math.max(1, Math.min(4, Math.round(DENSE / sampleRate))));
  }

  /** Takes in `count` samples. */
  push(samples: Float32Array, count: number): void {
    for (let i = 0; i < count; i++) {
      const x = samples[i] as number;
      const magnitude = Math.abs(x);
      if (magnitude > this.peak) this.peak = magnitude;
      if (this.phases.length === 0) continue;
      // Written twice, so that the last TAPS samples always lie in one piece.
      this.recent[this.at] = x;
      this.recent[this.at + TAPS] = x;
      this.at = (this.at + 1) % TAPS;
      // Small samples with small neighbours cannot reach above a peak found before: the taps' absolute sum is below 2.
      if (magnitude * 2 > this.peak) this.loudFor = TAPS;
      if (this.loudFor === 0) continue;
      this.loudFor--;
      this.interpolate();
    }
  }

  private interpolate(): void {
    for (const taps of this.phases) {
      let sum = 0;
      for (let tap = 0; tap < TAPS; tap++) sum += (taps[tap] as number) * (this.recent[this.at + tap] as number);
      const magnitude = Math.abs(sum);
      if (magnitude > this.peak) this.peak = magnitude;
    }
  }
}
