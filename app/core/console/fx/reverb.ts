import { undenormal, type Stereo } from '../block.ts';
import type { Effect } from './effect.ts';

/** Lengths of the lines in ms, without a common measure. */
const LINES_MS = [29.7, 37.1, 41.1, 43.7, 53.3, 59.9, 67.1, 73.3] as const;
const COUNT = LINES_MS.length;
const SHORTEST_SEC = 0.4;
const LONGEST_SEC = 9;
/** Share of a one-pole low-pass in each line: walls swallow highs. */
const DAMP = 0.3;

/**
 * A room: eight delay lines that feed one another by a Hadamard matrix, which loses nothing, so that only the gains say
 * how long it rings.
 *
 * @see J.-M. Jot, A. Chaigne, Digital delay networks for designing artificial reverberators, 1991
 */
export class Reverb implements Effect {
  readonly rings = true;
  private readonly lines: readonly Float32Array[];
  private readonly places = new Int32Array(COUNT);
  private readonly damped = new Float64Array(COUNT);
  private readonly taps = new Float64Array(COUNT);
  private readonly gains = new Float64Array(COUNT);
  private readonly sampleRate: number;
  private amount = -1;

  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
    this.lines = LINES_MS.map((ms) => new Float32Array(Math.round((ms * sampleRate) / 1000)));
  }

  process(input: Stereo, output: Stereo, from: number, count: number, amount: number): void {
    this.setLength(amount);
    for (let i = from; i < from + count; i++) this.sample(input, output, i);
    for (let k = 0; k < COUNT; k++) this.damped[k] = undenormal(this.damped[k] as number);
  }

  reset(): void {
    for (const line of this.lines) line.fill(0);
    this.damped.fill(0);
  }

  private setLength(amount: number): void {
    if (amount === this.amount) return;
    this.amount = amount;
    const seconds = SHORTEST_SEC * (LONGEST_SEC / SHORTEST_SEC) ** amount;
    for (let k = 0; k < COUNT; k++) {
      // -60 dB after `seconds`; the matrix below multiplies by the root of eight.
      this.gains[k] = 10 ** ((-3 * (LINES_MS[k] as number)) / 1000 / seconds) / Math.sqrt(COUNT);
    }
  }

  private sample(input: Stereo, output: Stereo, i: number): void {
    const { taps, damped, gains, places } = this;
    for (let k = 0; k < COUNT; k++) {
      const tap = (this.lines[k] as Float32Array)[places[k] as number] as number;
      taps[k] = damped[k] = (damped[k] as number) * DAMP + tap * (1 - DAMP);
    }
    output.left[i] = 0.5 * ((taps[0] as number) + (taps[2] as number) + (taps[4] as number) + (taps[6] as number));
    output.right[i] = 0.5 * ((taps[1] as number) + (taps[3] as number) + (taps[5] as number) + (taps[7] as number));
    hadamard(taps);
    for (let k = 0; k < COUNT; k++) {
      const line = this.lines[k] as Float32Array;
      const x = (k & 1 ? input.right[i] : input.left[i]) as number;
      line[places[k] as number] = x * 0.5 + (taps[k] as number) * (gains[k] as number);
      places[k] = ((places[k] as number) + 1) % line.length;
    }
  }
}

function hadamard(x: Float64Array): void {
  for (let half = 1; half < COUNT; half *= 2) {
    for (let k = 0; k < COUNT; k++) {
      if (k & half) continue;
      const a = x[k] as number;
      const b = x[k + half] as number;
      x[k] = a + b;
      x[k + half] = a - b;
    }
  }
}
