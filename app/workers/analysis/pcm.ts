import { AppError } from '#contracts/errors/app-error.ts';
import type { Analysis, PeakLevel } from '#contracts/records/analysis.ts';
import type { Kernels } from '#wasm/load.ts';
import { Extractor } from './extract/extractor.ts';

/** Decoded frames, one array per channel, read before the next block is asked for. */
export interface PcmBlock {
  readonly planes: readonly Float32Array[];
  readonly frames: number;
}

/** What listening to the samples alone tells. */
export type PcmAnalysis = Pick<Analysis, 'sampleRate' | 'durationSec' | 'loudness'>;

/**
 * The whole analysis of decoded audio, in one pass and with bounded memory, wherever kernels load: workers, Node.
 *
 * @param kernels a set of its own
 * @param onWaveform gets the waveform as soon as it is there
 * @throws AppError `import.empty` when there are no frames
 */
export async function analysePcm(
  kernels: Kernels,
  blocks: AsyncIterable<PcmBlock> | Iterable<PcmBlock>,
  sampleRate: number,
  onWaveform: (waveform: PeakLevel) => Promise<void> | void = () => undefined,
): Promise<PcmAnalysis> {
  let extractor: Extractor | undefined;
  for await (const { planes, frames } of blocks) {
    extractor ??= new Extractor(kernels, sampleRate, planes.length);
    extractor.push(planes, frames);
  }
  const extract = extractor?.finish();
  if (!extract || extract.frames === 0) throw new AppError('import.empty');
  await onWaveform(extract.waveform);
  return { sampleRate, durationSec: extract.frames / sampleRate, loudness: extract.loudness };
}
