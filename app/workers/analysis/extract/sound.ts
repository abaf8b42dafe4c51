import type { SpectrumMaker } from '#core/analysis/features/frame-spectrum.ts';
import { TimbreFrontEnd, type TimbreFeatures } from '#core/analysis/features/timbre-features.ts';
import { TonalFrontEnd, type TonalFeatures } from '#core/analysis/features/tonal-features.ts';
import { VoiceFrontEnd, type VoiceFeatures } from '#core/analysis/voice/voice-front-end.ts';
import type { RhythmFeatures } from '#core/analysis/rhythm/features.ts';
import type { Kernels } from '#wasm/load.ts';
import { KernelPowerSpectrum } from '#wasm/spectrum/power-spectrum.ts';
import { RhythmFrontEndKernel } from '../rhythm-front-end.ts';
import { CHUNK_FRAMES, type Chunk } from './chunk.ts';

/** What tempo, key, form and voices are found in. */
export interface SoundFeatures {
  readonly rhythm: RhythmFeatures;
  readonly tonal: TonalFeatures;
  readonly timbre: TimbreFeatures;
  readonly voice: VoiceFeatures;
}

/** The front ends for tempo, key, form and voices over the mean of the channels. Memory: 8 kilobytes for each second. */
export class Sound {
  private readonly kernels: Kernels;
  private readonly rhythm: RhythmFrontEndKernel;
  private readonly tonal: TonalFrontEnd;
  private readonly timbre: TimbreFrontEnd;
  private readonly voice: VoiceFrontEnd;

  constructor(kernels: Kernels, sampleRate: number) {
    const spectrumOf: SpectrumMaker = (length) => new KernelPowerSpectrum(kernels.spectrum, kernels.memory, length);
    this.kernels = kernels;
    this.rhythm = new RhythmFrontEndKernel(kernels, { sampleRate, maxSamples: CHUNK_FRAMES });
    // Chunks are clean.
    this.tonal = new TonalFrontEnd(sampleRate, spectrumOf, true);
    this.timbre = new TimbreFrontEnd(sampleRate, spectrumOf, true);
    this.voice = new VoiceFrontEnd(sampleRate, spectrumOf, true);
  }

  take({ mono, frames }: Chunk): void {
    const samples = this.kernels.memory.floats(mono, frames);
    this.rhythm.push(mono, frames);
    this.tonal.push(samples, frames);
    this.timbre.push(samples, frames);
    this.voice.push(samples, frames);
  }

  /** Rhythm of what came in until now. */
  rhythmSoFar(): RhythmFeatures {
    return this.rhythm.soFar();
  }

  finish(): SoundFeatures {
    return {
      rhythm: this.rhythm.finish(),
      tonal: this.tonal.finish(),
      timbre: this.timbre.finish(),
      voice: this.voice.finish(),
    };
  }
}
