import { FrameFeed } from '../features/frame-feed.ts';
import { type FrameSpectrum, plainSpectrum, type SpectrumMaker } from '../features/frame-spectrum.ts';
import { GrowingFloats } from '../features/growing-floats.ts';
import { melBands, powersIn, type MelBands } from '../features/mel-bands.ts';
import { GLIDE_BANDS, GlideFinder } from './glides.ts';
import { ShapeStatistics, SHAPE_BANDS, SHAPE_SIZE } from './shapes.ts';

/** Between the frames of a pair, s. */
const APART_SEC = 0.02;
const PAIRS_PER_SECOND = 16;
const FRAME_SEC = 2048 / 44_100;
/** Where voices have their formants and most of their hiss. */
const [LOW_HZ, HIGH_HZ] = [80, 8000] as const;
/** Two frames are of the same tones where they are this much alike. */
const CLEAR = 0.8;
/** Power that counts as nothing, and the mean level of all bands up to which a second is silent, dB. */
const NOTHING = 1e-9;
const SILENT_DB = -84;
/** For each band the share of clear pairs and their mean way, then two over all bands. */
const GLIDE_SIZE = 2 * GLIDE_BANDS + 2;
/** Numbers of a second. */
export const VOICE_SIZE = GLIDE_SIZE + SHAPE_SIZE;

/** How tones glide and how the colour of the sound moves: a row of {@link VOICE_SIZE} for each second that was begun. */
export interface VoiceFeatures {
  readonly seconds: number;
  readonly rows: Float32Array;
  /** Whether next to nothing is heard: 1 for such seconds. */
  readonly silent: Uint8Array;
}

/** Streaming front end for voices. Memory: a frame, and 400 bytes for each second. */
export class VoiceFrontEnd {
  private readonly feed: FrameFeed;
  private readonly spectrum: FrameSpectrum;
  private readonly bands: MelBands;
  private readonly glides: GlideFinder;
  private readonly shapes = new ShapeStatistics();
  private readonly length: number;
  private readonly apart: number;
  private readonly powers = new Float64Array(SHAPE_BANDS);
  private readonly levels = new Float32Array(SHAPE_BANDS);
  private readonly rows = new GrowingFloats();
  private readonly silent: number[] = [];
  private loudest = -Infinity;
  private readonly row = new Float32Array(VOICE_SIZE);
  private pairs = 0;

  /** @param isClean whether samples are pushed that hold nothing but audio already */
  constructor(sampleRate: number, spectrumOf: SpectrumMaker = plainSpectrum, isClean = false) {
    this.length = 2 ** Math.max(7, Math.round(Math.log2(FRAME_SEC * sampleRate)));
    this.apart = Math.max(1, Math.round(APART_SEC * sampleRate));
    this.spectrum = spectrumOf(this.length);
    this.bands = melBands(sampleRate, this.length, SHAPE_BANDS, LOW_HZ, HIGH_HZ);
    this.glides = new GlideFinder(sampleRate, this.length);
    const hop = Math.max(1, Math.round(sampleRate / PAIRS_PER_SECOND));
    this.feed = new FrameFeed(Math.max(hop, this.length + this.apart), hop, (samples) => this.take(samples), isClean);
  }

  /** @param mono the first `count` samples count; kept only during the call */
  push(mono: Float32Array, count = mono.length): void {
    this.feed.push(mono, count);
  }

  /** After the last {@link push}, once. */
  finish(): VoiceFeatures {
    if (this.pairs > 0) this.endSecond();
    const rows = this.rows.take();
    return { seconds: rows.length / VOICE_SIZE, rows, silent: Uint8Array.from(this.silent) };
  }

  private take(samples: Float32Array): void {
    const first = this.spectrum.run(samples, 0);
    this.glides.setBefore(first);
    this.shapes.take(this.levelsOf(first), false);
    const second = this.spectrum.run(samples, this.apart);
    this.addGlides(second);
    this.shapes.take(this.levelsOf(second), true);
    this.pairs++;
    if (this.pairs === PAIRS_PER_SECOND) this.endSecond();
  }

  private addGlides(power: ArrayLike<number>): void {
    const { cents, likeness } = this.glides.findAfter(power);
    const { row } = this;
    let clear = 0;
    let sum = 0;
    let way = 0;
    for (let band = 0; band < GLIDE_BANDS; band++) {
      if ((likeness[band] as number) < CLEAR) continue;
      const moved = cents[band] as number;
      row[2 * band]!++;
      row[2 * band + 1]! += Math.abs(moved);
      clear++;
      sum += moved;
      way += Math.abs(moved);
    }
    // What moves as one: partials of a voice do, those of several instruments do not.
    if (clear > 1) row[2 * GLIDE_BANDS]! += Math.abs(sum) / clear;
    if (way > 0) row[2 * GLIDE_BANDS + 1]! += Math.abs(sum) / way;
  }

  /** Mean power of each band in dB; silence is far below all that is heard, and steady. */
  private levelsOf(power: ArrayLike<number>): Float32Array {
    const { powers, levels } = this;
    powersIn(this.bands, power, powers);
    const scale = 16 / this.length ** 2;
    let all = 0;
    for (let band = 0; band < SHAPE_BANDS; band++) {
      levels[band] = 10 * Math.log10((powers[band] as number) * scale + NOTHING);
      all += levels[band] as number;
    }
    this.loudest = Math.max(this.loudest, all / SHAPE_BANDS);
    return levels;
  }

  private endSecond(): void {
    const { row, pairs } = this;
    for (let band = 0; band < GLIDE_BANDS; band++) {
      row[2 * band + 1] = (row[2 * band + 1] as number) / Math.max(1, row[2 * band] as number);
      row[2 * band]! /= pairs;
    }
    row[GLIDE_SIZE - 2]! /= pairs;
    row[GLIDE_SIZE - 1]! /= pairs;
    this.shapes.finish(row.subarray(GLIDE_SIZE));
    this.rows.append(row);
    this.silent.push(this.loudest <= SILENT_DB ? 1 : 0);
    this.loudest = -Infinity;
    row.fill(0);
    this.pairs = 0;
  }
}
