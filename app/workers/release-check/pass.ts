import type { AudioFacts } from '#contracts/release/facts.ts';
import { LowRate } from '#core/anchor/low-rate.ts';
import { loudnessOfHops } from '#core/loudness/summary.ts';
import { ClippingFinder } from '#core/release/audio/clipping.ts';
import { DropOutFinder, mergeDropOuts } from '#core/release/audio/drop-outs.ts';
import { PRINT_SEC, printText } from '#core/release/audio/print-text.ts';
import { SilenceEdges } from '#core/release/audio/silence.ts';
import { sourceQuality } from '#core/release/audio/source-quality.ts';
import { stereoFacts } from '#core/release/audio/stereo.ts';
import { SpectralSurvey, surveyLength } from '#core/release/audio/survey.ts';
import type { Kernels } from '#wasm/load.ts';
import { KernelPowerSpectrum } from '#wasm/spectrum/power-spectrum.ts';
import { CHUNK_FRAMES, ChunkFeed, type Chunk } from '../analysis/extract/chunk.ts';
import { Levels } from '../analysis/extract/levels.ts';
import { WeightedPower } from '../analysis/extract/weighted-power.ts';

/** What the samples alone tell. */
export type SampleFacts = Pick<
  AudioFacts,
  | 'loudness' | 'truePeak' | 'clipping' | 'clippingCount' | 'headSilenceSec' | 'tailSilenceSec' | 'dropOuts' | 'dcOffset'
  | 'correlation' | 'isMonoAsStereo' | 'deadChannels' | 'isPolarityInverted' | 'bandwidthHz' | 'isUpsampled'
  | 'lossyProbability' | 'fingerprint'
>; // prettier-ignore

const MOST_CLIPPING = 100;

/** Takes decoded audio once, in blocks, and knows everything about it at the end. Memory: some megabytes. */
export class AudioPass {
  private readonly kernels: Kernels;
  private readonly sampleRate: number;
  private readonly feed: ChunkFeed;
  private readonly power: WeightedPower;
  private readonly levels: Levels;
  private readonly clipping: readonly ClippingFinder[];
  private readonly dropOuts: readonly DropOutFinder[];
  private readonly silence = new SilenceEdges();
  private readonly survey: SpectralSurvey;
  private readonly low: LowRate;
  private readonly ones: number;
  private readonly sums: number[];
  private frames = 0;

  /** @param kernels a set of its own, which ends with the pass */
  constructor(kernels: Kernels, sampleRate: number, channels: number) {
    this.kernels = kernels;
    this.sampleRate = sampleRate;
    this.power = new WeightedPower(kernels, sampleRate, channels);
    this.levels = new Levels(kernels, sampleRate, channels);
    const each = Array.from({ length: channels }, (_, channel) => channel);
    this.clipping = each.map((channel) => new ClippingFinder(sampleRate, channel));
    this.dropOuts = each.map((channel) => new DropOutFinder(sampleRate, channel));
    const spectrum = new KernelPowerSpectrum(kernels.spectrum, kernels.memory, surveyLength(sampleRate));
    this.survey = new SpectralSurvey(sampleRate, spectrum);
    this.low = new LowRate(sampleRate);
    this.ones = kernels.memory.allocFloats(new Float32Array(CHUNK_FRAMES).fill(1));
    this.sums = each.map(() => 0);
    this.feed = new ChunkFeed(kernels, channels, (chunk) => this.take(chunk));
  }

  /** Takes in `frames` frames, one array per channel. The arrays stay the caller's. */
  push(planes: readonly Float32Array[], frames: number): void {
    this.feed.push(planes, frames);
  }

  private take(chunk: Chunk): void {
    const { planes: addresses, frames } = chunk;
    const { signal, memory } = this.kernels;
    this.power.take(chunk);
    this.levels.take(chunk);
    const planes = addresses.map((at) => memory.floats(at, frames));
    planes.forEach((plane, channel) => {
      const address = addresses[channel] as number;
      const peak = signal.peakOf(address, frames);
      this.sums[channel] = (this.sums[channel] as number) + signal.product(address, this.ones, frames);
      this.clipping[channel]?.push(plane, frames, peak);
      this.dropOuts[channel]?.push(plane, frames);
      this.silence.push(plane, frames, this.frames, peak);
    });
    this.survey.push(planes, frames);
    if (this.frames < PRINT_SEC * this.sampleRate) this.low.push([memory.floats(chunk.mono, frames)], frames);
    this.frames += frames;
  }

  /** The answer for all that came in; ends the pass. */
  finish(): SampleFacts {
    const { sampleRate, frames, silence } = this;
    for (const finder of [...this.clipping, ...this.dropOuts]) finder.finish();
    const { energies, cross } = this.levels.sums;
    const { truePeak, correlation } = this.levels.finish();
    const isSilent = silence.first < 0;
    const clipping = this.clipping.flatMap(({ found }) => found).sort((a, b) => a.startSec - b.startSec);
    return {
      ...stereoFacts({ frames, sums: this.sums, energies, cross }),
      ...sourceQuality(this.survey.finish(), sampleRate),
      loudness: loudnessOfHops(this.power.finish()).integrated,
      truePeak,
      correlation: this.sums.length === 2 ? correlation : null,
      clipping: clipping.slice(0, MOST_CLIPPING),
      clippingCount: this.clipping.reduce((sum, { count }) => sum + count, 0),
      headSilenceSec: (isSilent ? frames : silence.first) / sampleRate,
      tailSilenceSec: (isSilent ? frames : frames - 1 - silence.last) / sampleRate,
      dropOuts: mergeDropOuts(this.dropOuts.map(({ found }) => found)),
      fingerprint: isSilent ? '' : printText(this.low.finish()),
    };
  }
}
