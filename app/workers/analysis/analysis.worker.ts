import { ANALYSER_VERSION, type Analysis } from '#contracts/records/analysis.ts';
import { noTempo } from '#core/tempo/tempo.ts';
import { withOverview } from '#core/waveform/levels.ts';
import { putAnalysis, putPeaks } from '#storage/analysis/analyses.ts';
import { getBlob } from '#storage/blobs/blobs.ts';
import { createKernels } from '#wasm/load.ts';
import { decodeBlocks, findMusic } from '../media/decode.ts';
import { openAudio } from '../media/open.ts';
import { serve } from '../rpc/serve.ts';
import { ESSENTIA_RATE, noKey, tempoAndKey, type TempoAndKey } from './essentia.ts';
import { MonoCollector } from './mono.ts';
import { analysePcm, type PcmBlock } from './pcm.ts';
import type { AnalysisApi } from './protocol.ts';

/** Tempo and key of longer audio are those of its first minutes: Essentia needs the whole signal at once. */
const MAX_MUSIC_SECONDS = 600;
/** Decoding is about this share of the work. */
const DECODING = 0.7;
const PROGRESS_STEP = 0.02;

/** What no analyser looks for yet. */
const notMeasured = {
  energy: { level: null, confidence: 0, curve: new Float32Array() },
  sections: [],
  vocals: { curve: new Float32Array(), share: 0 },
} satisfies Partial<Analysis>;

/** What can be heard in silence. */
const nothing: TempoAndKey = { tempo: noTempo, key: noKey };

const api: AnalysisApi = {
  async analyse(blobHash, modules, onProgress): Promise<void> {
    const blob = await getBlob(blobHash);
    using audio = await openAudio(blob);
    const { sampleRate } = audio;
    const music = await findMusic(audio, blob);
    const mono = new MonoCollector(sampleRate, ESSENTIA_RATE, music.frames / sampleRate, MAX_MUSIC_SECONDS);
    const blocks = heard(decodeBlocks(audio, music), music.frames, mono, onProgress);
    const found = await analysePcm(createKernels(modules), blocks, sampleRate, (waveform) =>
      // The waveform is of use before the rest is known.
      putPeaks({ blobHash, sampleRate, ...withOverview(waveform) }),
    );
    onProgress(DECODING);
    const { tempo, key } = found.loudness.integrated === null ? nothing : listen(() => mono.finish());
    await putAnalysis({
      ...{ blobHash, version: ANALYSER_VERSION, analysedAt: Date.now() },
      ...found,
      ...{ tempo, key },
      ...notMeasured,
    });
  },
};

/** The blocks as they pass by, with what Essentia needs and how far they are. */
async function* heard(
  blocks: AsyncIterable<PcmBlock>,
  total: number,
  mono: MonoCollector,
  onProgress: (share: number) => void,
): AsyncGenerator<PcmBlock> {
  let frames = 0;
  let said = 0;
  for await (const block of blocks) {
    mono.push(block.planes, block.frames);
    yield block;
    frames += block.frames;
    const share = DECODING * Math.min(1, frames / total);
    if (share - said >= PROGRESS_STEP) onProgress((said = share));
  }
}

/** Essentia throws bare numbers, addresses of C++ exceptions, and may be unusable afterwards. */
function listen(finish: () => Float32Array): TempoAndKey {
  try {
    return tempoAndKey(finish);
  } catch (error) {
    // No AppError, so that the pool ends this worker and with it the broken heap.
    throw new Error('essentia failed', { cause: error });
  }
}

serve(api);
