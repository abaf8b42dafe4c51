import { AppError } from '#contracts/errors/app-error.ts';
import type { Analysis, PeakLevel, TempoResult } from '#contracts/records/analysis.ts';
import { findKey } from '#core/analysis/tonal/find-key.ts';
import { trackRhythm } from '#core/analysis/rhythm/track-rhythm.ts';
import { energyOf } from '#core/analysis/structure/energy.ts';
import { findSections } from '#core/analysis/structure/find-sections.ts';
import { findVocals } from '#core/analysis/voice/find-vocals.ts';
import type { Kernels } from '#wasm/load.ts';
import { Extractor, type Extract } from './extract/extractor.ts';

/** Decoded frames, one array per channel, read before the next block is asked for. */
export interface PcmBlock {
  readonly planes: readonly Float32Array[];
  readonly frames: number;
}

/** Gets results as soon as they are there. */
export interface FirstResults {
  /** Tempo of the first {@link FIRST_SEC}, where there is more to come. */
  onTempo?(tempo: TempoResult): Promise<void> | void;
  onWaveform?(waveform: PeakLevel): Promise<void> | void;
}

/** Seconds of audio that are enough for a first tempo. */
const FIRST_SEC = 45;

/** What listening to the samples alone tells. */
export type PcmAnalysis = Omit<Analysis, 'blobHash' | 'version' | 'analysedAt'>;

/**
 * The whole analysis of decoded audio, in one pass and with bounded memory, wherever kernels load: workers, Node.
 *
 * @param kernels a set of its own
 * @param first asked for, a first tempo costs some hundredths of a second
 * @throws AppError `import.empty` when there are no frames
 */
export async function analysePcm(
  kernels: Kernels,
  blocks: AsyncIterable<PcmBlock> | Iterable<PcmBlock>,
  sampleRate: number,
  first: FirstResults = {},
): Promise<PcmAnalysis> {
  let extractor: Extractor | undefined;
  let waiting = FIRST_SEC * sampleRate;
  for await (const { planes, frames } of blocks) {
    if (extractor && waiting <= 0 && first.onTempo) {
      await first.onTempo(trackRhythm(extractor.rhythmSoFar()));
      waiting = Number.POSITIVE_INFINITY;
    }
    extractor ??= new Extractor(kernels, sampleRate, planes.length);
    extractor.push(planes, frames);
    waiting -= frames;
  }
  const extract = extractor?.finish();
  if (!extract || extract.frames === 0) throw new AppError('import.empty');
  await first.onWaveform?.(extract.waveform);
  return { sampleRate, durationSec: extract.frames / sampleRate, ...conclusions(extract) };
}

/** All that is found in what was extracted. */
function conclusions({ loudness, sound }: Extract): Omit<PcmAnalysis, 'sampleRate' | 'durationSec'> {
  const tempo = trackRhythm(sound.rhythm);
  return {
    tempo,
    key: findKey(sound.tonal),
    loudness,
    energy: energyOf(sound.timbre, { tempo, loudness }),
    sections: findSections(sound, tempo),
    vocals: findVocals(sound.voice, sound.timbre.durationSec),
  };
}
