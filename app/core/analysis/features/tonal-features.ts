import { FrameFeed } from './frame-feed.ts';
import { type FrameSpectrum, plainSpectrum, type SpectrumMaker } from './frame-spectrum.ts';
import { GrowingFloats } from './growing-floats.ts';
import { TonalFrame } from './tonal-frame.ts';

/** Pitch content over time, about 5 frames a second; 36 chroma bins an octave, bin 0 = C at A = 440 Hz. */
export interface TonalFeatures {
  /** Frames a second. Frame `i` is centred at `firstSec + i / frameRate`. */
  readonly frameRate: number;
  readonly firstSec: number;
  readonly frames: number;
  /** Of the audio, to the sample. */
  readonly durationSec: number;
  /** `frames` rows of `CHROMA_BINS`: melody and harmony with overtones folded; the largest of a row is 1 or 0. */
  readonly harmony: Float32Array;
  /** The same of 30 to 200 Hz without folding. */
  readonly bass: Float32Array;
  /** Energy of each frame in dB; silence is -200. */
  readonly level: Float32Array;
  /** Share of the energy in spectral peaks, 0 to 1. */
  readonly tonality: Float32Array;
  /** `frames` rows of three: sum of the peaks' unit vectors of deviation from the equal temperament, sum of weights. */
  readonly tuning: Float32Array;
}

/** Seconds one frame should last: long enough to part semitones in the bass. */
const FRAME_SECONDS = 0.37;

/** Power of two nearest to {@link FRAME_SECONDS}. */
export function tonalFrameLength(sampleRate: number): number {
  return 2 ** Math.max(8, Math.round(Math.log2(FRAME_SECONDS * sampleRate)));
}

/**
 * Streaming front end for key, harmony and structure. With the kernels' spectrum three minutes take a tenth of a second.
 * Memory: one frame, and 312 bytes of features for each frame.
 */
export class TonalFrontEnd {
  private readonly feed: FrameFeed;
  private readonly spectrum: FrameSpectrum;
  private readonly frame: TonalFrame;
  private readonly sampleRate: number;
  private readonly length: number;
  private readonly harmony = new GrowingFloats();
  private readonly bass = new GrowingFloats();
  private readonly level = new GrowingFloats();
  private readonly tonality = new GrowingFloats();
  private readonly tuning = new GrowingFloats();

  /** @param isClean whether samples are pushed that hold nothing but audio already */
  constructor(sampleRate: number, spectrumOf: SpectrumMaker = plainSpectrum, isClean = false) {
    this.sampleRate = sampleRate;
    this.length = tonalFrameLength(sampleRate);
    this.spectrum = spectrumOf(this.length);
    this.frame = new TonalFrame(sampleRate, this.length);
    this.feed = new FrameFeed(this.length, this.length / 2, (samples) => this.take(samples), isClean);
  }

  /** @param mono the first `count` samples count; kept only during the call */
  push(mono: Float32Array, count = mono.length): void {
    this.feed.push(mono, count);
  }

  /** After the last {@link push}, once. */
  finish(): TonalFeatures {
    this.feed.finish();
    const level = this.level.take();
    return {
      frameRate: (2 * this.sampleRate) / this.length,
      firstSec: this.length / 2 / this.sampleRate,
      frames: level.length,
      durationSec: this.feed.samples / this.sampleRate,
      harmony: this.harmony.take(),
      bass: this.bass.take(),
      level,
      tonality: this.tonality.take(),
      tuning: this.tuning.take(),
    };
  }

  private take(samples: Float32Array): void {
    const { frame, length } = this;
    frame.analyse(this.spectrum.run(samples, 0));
    this.harmony.append(frame.harmony);
    this.bass.append(frame.bass);
    this.level.push(10 * Math.log10(frame.energy / length ** 2 + 1e-20));
    this.tonality.push(frame.tonality);
    this.tuning.push(frame.tuningRe, frame.tuningIm, frame.tuningWeight);
  }
}
