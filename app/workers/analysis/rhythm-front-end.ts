import {
  FRAME_RATE,
  ONSET_BANDS,
  TONE_FRAMES,
  TONE_SIZE,
  type RhythmFeatures,
} from '#core/analysis/rhythm/features.ts';
import { makeFilterBank, type FilterBank } from '#core/analysis/rhythm/filter-bank.ts';
import { GrowingFloats } from '#core/analysis/rhythm/growing-floats.ts';
import type { KernelMemory } from '#wasm/memory.ts';
import { createFftPlan, hann, type SpectrumKernels } from '#wasm/spectrum/spectrum.ts';
import type { RhythmKernels } from '#wasm/rhythm/rhythm.ts';

export interface RhythmFrontEndOptions {
  readonly sampleRate: number;
  /** The longest push in samples. */
  readonly maxSamples: number;
}

/**
 * Rhythm features of a mono stream out of the kernels: the same numbers as `RhythmFrontEnd` of `core/analysis/rhythm`
 * gives, to the precision of single floats. Samples are cleaned by the caller.
 */
export class RhythmFrontEndKernel {
  private readonly kernels: RhythmKernels;
  private readonly memory: KernelMemory;
  private readonly options: RhythmFrontEndOptions;
  private readonly length: number;
  private readonly state: number;
  private readonly tone: number;
  private readonly input: number;
  private readonly starts: number;
  private readonly onsetRows: number;
  private readonly toneRows: number;
  private readonly onsets = new GrowingFloats();
  private readonly tones = new GrowingFloats();
  /** Samples in the input buffer, silence before the start included. */
  private held: number;
  /** Number of the first of them; the first frame is centred on sample 0. */
  private gone: number;
  private samples = 0;
  private frames = 0;

  constructor(
    kernels: { readonly rhythm: RhythmKernels; readonly spectrum: SpectrumKernels; readonly memory: KernelMemory },
    options: RhythmFrontEndOptions,
  ) {
    const { rhythm, spectrum, memory } = kernels;
    const bank = makeFilterBank(options.sampleRate);
    this.kernels = rhythm;
    this.memory = memory;
    this.options = options;
    this.length = bank.length;
    const room = bank.length + Math.max(options.maxSamples, bank.length);
    const frames = Math.ceil((room * FRAME_RATE) / options.sampleRate) + 1;
    this.input = memory.alloc(4 * room);
    this.starts = memory.alloc(4 * frames);
    this.onsetRows = memory.alloc(4 * ONSET_BANDS * frames);
    this.toneRows = memory.alloc(4 * TONE_SIZE * (Math.ceil(frames / TONE_FRAMES) + 1));
    this.tone = memory.alloc(4 * TONE_SIZE);
    this.state = createState(spectrum, memory, bank, this.tone);
    this.held = bank.length / 2;
    this.gone = -bank.length / 2;
  }

  /** Takes in `count` samples from an address of the shared memory. */
  push(at: number, count: number): void {
    const { maxSamples } = this.options;
    if (count > maxSamples) throw new RangeError(`${count} samples where ${maxSamples} have room`);
    this.memory.bytes(this.input + 4 * this.held, 4 * count).set(this.memory.bytes(at, 4 * count));
    this.held += count;
    this.samples += count;
    this.run(this.samples);
  }

  /** The features of the frames that are complete; a copy. */
  soFar(): RhythmFeatures {
    return {
      frames: this.frames,
      durationSec: this.frames / FRAME_RATE,
      onsets: this.onsets.toArray(),
      tones: this.tones.toArray(),
    };
  }

  /** The features of all that was pushed; ends the analysis. */
  finish(): RhythmFeatures {
    const end = this.held + this.length / 2;
    this.memory.floats(this.input, end).fill(0, this.held);
    this.held = end;
    this.run(this.samples + this.length / 2);
    const rest = this.frames % TONE_FRAMES;
    if (rest > 0) this.tones.push(this.memory.floats(this.tone, TONE_SIZE).map((sum) => sum / rest));
    return {
      frames: this.frames,
      durationSec: this.samples / this.options.sampleRate,
      onsets: this.onsets.toArray(),
      tones: this.tones.toArray(),
    };
  }

  /** All frames that end at or before sample `until` and are centred on a sample that was pushed. */
  private run(until: number): void {
    const half = this.length / 2;
    const starts: number[] = [];
    for (;;) {
      const centre = this.centreOf(this.frames + starts.length);
      if (centre + half > until || centre >= this.samples) break;
      starts.push(4 * (centre - half - this.gone));
    }
    if (starts.length > 0) this.transform(starts);
    const drop = Math.min(this.held, Math.max(0, this.centreOf(this.frames) - half - this.gone));
    this.memory.floats(this.input, this.held).copyWithin(0, drop);
    this.held -= drop;
    this.gone += drop;
  }

  private transform(starts: readonly number[]): void {
    const { memory, frames } = this;
    const count = starts.length;
    new Int32Array(memory.memory.buffer, this.starts, count).set(starts);
    this.kernels.rhythmFrames(this.state, this.input, this.starts, frames, count, this.onsetRows, this.toneRows);
    const rows = Math.floor((frames + count) / TONE_FRAMES) - Math.floor(frames / TONE_FRAMES);
    this.onsets.push(memory.floats(this.onsetRows, count * ONSET_BANDS));
    this.tones.push(memory.floats(this.toneRows, rows * TONE_SIZE));
    this.frames += count;
  }

  private centreOf(frame: number): number {
    return Math.round((frame * this.options.sampleRate) / FRAME_RATE);
  }
}

/** Writes the tables of a filter bank as the kernel wants them. */
function createState(spectrum: SpectrumKernels, memory: KernelMemory, bank: FilterBank, tone: number): number {
  const integers = (values: ArrayLike<number>) => {
    const at = memory.alloc(4 * values.length);
    return { at, set: () => new Int32Array(memory.memory.buffer, at, values.length).set(values) };
  };
  const { weights, weightAt } = wholeVectors(bank);
  const tables = [bank.firstBin, weightAt, bank.onsetBand, bank.toneAt].map(integers);
  const [firstBin, ends, onsetBand, toneAt] = tables.map(({ at }) => at) as [number, number, number, number];
  const plan = createFftPlan(spectrum, memory, bank.length);
  const window = memory.allocFloats(hann(bank.length));
  const magnitudes = memory.alloc(4 * (bank.length / 2 + 8));
  const row = 4 * (Math.ceil(bank.bands / 4) * 4 + 8);
  const shares = [memory.allocFloats(bank.onsetShare), memory.allocFloats(bank.toneShare)] as const;
  const fields = [
    ...[plan, window, bank.bands, firstBin, ends, memory.allocFloats(weights), onsetBand, toneAt, ...shares],
    ...[magnitudes, memory.alloc(3 * row), row, tone],
  ];
  const state = memory.alloc(64);
  for (const { set } of tables) set();
  new Int32Array(memory.memory.buffer, state, fields.length).set(fields);
  // A sine of amplitude 1 has magnitude 1.
  memory.floats(state + 56, 1)[0] = 4 / bank.length;
  return state;
}

/** The weights of each filter filled up with zeros to whole vectors, and where they begin, in bytes. */
function wholeVectors({ bands, weightAt, weights }: FilterBank): { weights: Float32Array; weightAt: Int32Array } {
  const begins = new Int32Array(bands + 1);
  const rows: number[] = [];
  for (let band = 0; band < bands; band++) {
    rows.push(...weights.subarray(weightAt[band], weightAt[band + 1]));
    while (rows.length % 4 > 0) rows.push(0);
    begins[band + 1] = 4 * rows.length;
  }
  return { weights: Float32Array.from(rows), weightAt: begins };
}
