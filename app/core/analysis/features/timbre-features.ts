import { FrameFeed } from './frame-feed.ts';
import { type FrameSpectrum, plainSpectrum, type SpectrumMaker } from './frame-spectrum.ts';
import { GrowingFloats } from './growing-floats.ts';
import { melBands, powersIn, type MelBands } from './mel-bands.ts';

export const MEL_BANDS = 40;
const LOW_HZ = 30;
const HIGH_HZ = 16_000;
/** Level of silence and of bands that the sample rate does not reach, dB. */
export const SILENT_DB = -120;

/** Colour of the sound over time, 10 frames a second. */
export interface TimbreFeatures {
  /** Frames a second. Frame `i` is centred at `firstSec + i / frameRate`. */
  readonly frameRate: number;
  readonly firstSec: number;
  readonly frames: number;
  /** Of the audio, to the sample. */
  readonly durationSec: number;
  /** `frames` rows of {@link MEL_BANDS}: mean power in each mel band from 30 Hz to 16 kHz in dB, not below -120. */
  readonly mel: Float32Array;
}

/** Power of two nearest to a tenth of a second. */
export function timbreFrameLength(sampleRate: number): number {
  return 2 ** Math.max(7, Math.round(Math.log2(0.1 * sampleRate)));
}

export const timbreBands = (sampleRate: number): MelBands =>
  melBands(sampleRate, timbreFrameLength(sampleRate), MEL_BANDS, LOW_HZ, HIGH_HZ);

/** Streaming front end for structure, energy and voices. With the kernels' spectrum three minutes take a tenth of a second. */
export class TimbreFrontEnd {
  private readonly feed: FrameFeed;
  private readonly spectrum: FrameSpectrum;
  private readonly bands: MelBands;
  private readonly sampleRate: number;
  private readonly length: number;
  private readonly hop: number;
  private readonly powers = new Float64Array(MEL_BANDS);
  private readonly row = new Float32Array(MEL_BANDS);
  private readonly mel = new GrowingFloats();
  private frames = 0;

  /** @param isClean whether samples are pushed that hold nothing but audio already */
  constructor(sampleRate: number, spectrumOf: SpectrumMaker = plainSpectrum, isClean = false) {
    this.sampleRate = sampleRate;
    this.length = timbreFrameLength(sampleRate);
    this.hop = Math.min(this.length, Math.round(sampleRate / 10));
    this.spectrum = spectrumOf(this.length);
    this.bands = timbreBands(sampleRate);
    this.feed = new FrameFeed(this.length, this.hop, (samples) => this.take(samples), isClean);
  }

  /** @param mono the first `count` samples count; kept only during the call */
  push(mono: Float32Array, count = mono.length): void {
    this.feed.push(mono, count);
  }

  /** After the last {@link push}, once. */
  finish(): TimbreFeatures {
    this.feed.finish();
    const { sampleRate, length, hop, frames } = this;
    return {
      frameRate: sampleRate / hop,
      firstSec: length / 2 / sampleRate,
      frames,
      durationSec: this.feed.samples / sampleRate,
      mel: this.mel.take(),
    };
  }

  private take(samples: Float32Array): void {
    const { powers, row } = this;
    powersIn(this.bands, this.spectrum.run(samples, 0), powers);
    // A full-scale sine of one bin has the power (length / 4)^2 through the Hann window.
    const scale = 16 / this.length ** 2;
    for (let band = 0; band < MEL_BANDS; band++) {
      row[band] = Math.max(SILENT_DB, 10 * Math.log10((powers[band] as number) * scale + 1e-12));
    }
    this.mel.append(row);
    this.frames++;
  }
}
