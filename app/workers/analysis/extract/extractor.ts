import type { LoudnessResult, PeakLevel } from '#contracts/records/analysis.ts';
import type { RhythmFeatures } from '#core/analysis/rhythm/features.ts';
import { loudnessOfHops } from '#core/loudness/summary.ts';
import type { Kernels } from '#wasm/load.ts';
import { BandPeaks } from './band-peaks.ts';
import { ChunkFeed } from './chunk.ts';
import { Levels } from './levels.ts';
import { Sound, type SoundFeatures } from './sound.ts';
import { WeightedPower } from './weighted-power.ts';

/** What one pass over the audio gives. */
export interface Extract {
  readonly frames: number;
  readonly waveform: PeakLevel;
  readonly loudness: LoudnessResult;
  readonly sound: SoundFeatures;
}

/** Feeds decoded audio once into all kernels. Memory: some hundred kilobytes, and what the parts say for each second. */
export class Extractor {
  private readonly feed: ChunkFeed;
  private readonly peaks: BandPeaks;
  private readonly power: WeightedPower;
  private readonly levels: Levels;
  private readonly sound: Sound;
  private frames = 0;

  /** @param kernels a set of its own, which ends with the extractor */
  constructor(kernels: Kernels, sampleRate: number, channels: number) {
    const peaks = new BandPeaks(kernels, sampleRate, channels);
    const power = new WeightedPower(kernels, sampleRate, channels);
    const levels = new Levels(kernels, sampleRate, channels);
    const sound = new Sound(kernels, sampleRate);
    this.peaks = peaks;
    this.power = power;
    this.levels = levels;
    this.sound = sound;
    this.feed = new ChunkFeed(kernels, channels, (chunk) => {
      peaks.take(chunk);
      power.take(chunk);
      levels.take(chunk);
      sound.take(chunk);
    });
  }

  /** Takes in `frames` frames, one array per channel. The arrays stay the caller's. */
  push(planes: readonly Float32Array[], frames: number): void {
    this.feed.push(planes, frames);
    this.frames += frames;
  }

  /** Rhythm of what came in until now. */
  rhythmSoFar(): RhythmFeatures {
    return this.sound.rhythmSoFar();
  }

  /** The answer for all that came in; ends the extraction. */
  finish(): Extract {
    return {
      frames: this.frames,
      waveform: this.peaks.finish(),
      loudness: { ...loudnessOfHops(this.power.finish()), ...this.levels.finish() },
      sound: this.sound.finish(),
    };
  }
}
