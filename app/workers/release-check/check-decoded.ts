import { createSHA256 } from 'hash-wasm';
import { Input, BlobSource, MATROSKA, MP4, OGG, QTFF } from 'mediabunny';
import { AppError } from '#contracts/errors/app-error.ts';
import type { AudioFacts, ContainerKind } from '#contracts/release/facts.ts';
import { FLAC_HEAD_BYTES, readStreamInfo } from '#core/flac/stream-info.ts';
import { effectiveBits } from '#core/release/audio/effective-bits.ts';
import { AudioHash } from '#core/release/audio/hash-codes.ts';
import type { Kernels } from '#wasm/load.ts';
import { decodeBlocks, findMusic } from '../media/decode.ts';
import { openAudio, type OpenAudio } from '../media/open.ts';
import { FlacSum } from './flac-sum.ts';
import { md5Of, type OnShare } from './md5.ts';
import { noAudio } from './no-audio.ts';
import { AudioPass } from './pass.ts';

/** Missing seconds that mean damage, not rounding. */
const MISSING_SEC = 0.05;

/**
 * The facts of a file that a decoder has to open: FLAC, MP3, AAC, Ogg. Read twice, as container and as bytes.
 *
 * @thread worker
 */
export async function checkDecoded(
  blob: Blob,
  container: ContainerKind,
  kernels: Kernels,
  onShare: OnShare,
): Promise<AudioFacts> {
  const none = noAudio(container, blob.size, await md5Of(blob, () => undefined));
  if (await isFilm(blob)) return { ...none, container: 'video' };
  try {
    using audio = await openAudio(blob);
    return { ...none, ...(await decodedFacts(audio, blob, kernels, onShare)) };
  } catch (error) {
    // That it cannot be opened is the fact; of what is whole and only foreign, the codec is known.
    const isForeign = error instanceof AppError && error.code === 'import.unsupported';
    return isForeign ? { ...none, codec: String(error.details['format'] ?? ''), corruptAtSec: null } : none;
  }
}

async function decodedFacts(audio: OpenAudio, blob: Blob, kernels: Kernels, onShare: OnShare) {
  const { sampleRate, channels, codec } = audio;
  const isFlac = codec === 'FLAC';
  const hash = new AudioHash(null, await Promise.all([createSHA256(), createSHA256()]));
  const info = isFlac ? readStreamInfo(new Uint8Array(await blob.slice(0, FLAC_HEAD_BYTES).arrayBuffer())) : null;
  const sum = await FlacSum.of(info);
  const pass = new AudioPass(kernels, sampleRate, channels);
  const music = await findMusic(audio, blob);
  let frames = 0;
  for await (const block of decodeBlocks(audio, music)) {
    const planes = block.planes.slice(0, channels);
    hash.push(planes, block.frames, null);
    sum?.push(planes, block.frames);
    pass.push(planes, block.frames);
    frames += block.frames;
    onShare(Math.min(1, frames / music.frames));
  }
  const bitDepth = info?.bits ?? 0;
  const isShort = frames < music.frames - MISSING_SEC * sampleRate;
  // Other samples than were encoded, and nobody knows from where on.
  const isOther = sum !== null && !isShort && !sum.isRight();
  const found = pass.finish();
  return {
    ...found,
    ...{ codec, sampleRate, channels, bitDepth, durationSec: frames / sampleRate },
    corruptAtSec: isShort ? frames / sampleRate : isOther ? 0 : null,
    effectiveBits: isFlac ? effectiveBits(hash.usedBits, bitDepth) : 0,
    lossyProbability: isFlac ? found.lossyProbability : 1,
    audioHash: hash.digest(),
  };
}

/** Whether there are moving pictures in it, whatever else. */
async function isFilm(blob: Blob): Promise<boolean> {
  const input = new Input({ formats: [MP4, QTFF, OGG, MATROSKA], source: new BlobSource(blob) });
  try {
    return (await input.getPrimaryVideoTrack()) !== null;
  } catch {
    return false;
  } finally {
    input.dispose();
  }
}
