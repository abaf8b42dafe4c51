import { ANALYSER_VERSION } from '#contracts/records/analysis.ts';
import { withOverview } from '#core/waveform/levels.ts';
import { putAnalysis, putPeaks } from '#storage/analysis/analyses.ts';
import { putFirstTempo } from '#storage/analysis/jobs.ts';
import { getBlob } from '#storage/blobs/blobs.ts';
import { createKernels } from '#wasm/load.ts';
import { decodeBlocks, findMusic } from '../media/decode.ts';
import { openAudio } from '../media/open.ts';
import { serve } from '../rpc/serve.ts';
import { analysePcm, type PcmBlock } from './pcm.ts';
import type { AnalysisApi } from './protocol.ts';

/** Decoding, with all that is measured on the way, is about this share of the work. */
const DECODING = 0.95;
const PROGRESS_STEP = 0.02;

const api: AnalysisApi = {
  async analyse(blobHash, modules, onProgress): Promise<void> {
    const blob = await getBlob(blobHash);
    using audio = await openAudio(blob);
    const { sampleRate } = audio;
    const music = await findMusic(audio, blob);
    const blocks = counted(decodeBlocks(audio, music), music.frames, onProgress);
    // Tempo and waveform are of use before the rest is known.
    const found = await analysePcm(createKernels(modules), blocks, sampleRate, {
      onTempo: ({ bpm }) => putFirstTempo(blobHash, bpm),
      onWaveform: (waveform) => putPeaks({ blobHash, sampleRate, ...withOverview(waveform) }),
    });
    await putAnalysis({ blobHash, version: ANALYSER_VERSION, ...found, analysedAt: Date.now() });
  },
};

/** The blocks as they pass by, and how far they are. */
async function* counted(
  blocks: AsyncIterable<PcmBlock>,
  total: number,
  onProgress: (share: number) => void,
): AsyncGenerator<PcmBlock> {
  let frames = 0;
  let said = 0;
  for await (const block of blocks) {
    yield block;
    frames += block.frames;
    const share = DECODING * Math.min(1, frames / total);
    if (share - said >= PROGRESS_STEP) onProgress((said = share));
  }
}

serve(api);
