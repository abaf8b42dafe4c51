import { createMD5, createSHA256 } from 'hash-wasm';
import type { AudioFacts, WavStructure } from '#contracts/release/facts.ts';
import { containerOf } from '#core/release/audio/container.ts';
import { effectiveBits } from '#core/release/audio/effective-bits.ts';
import { AudioHash } from '#core/release/audio/hash-codes.ts';
import { readWav, type Wav } from '#core/wav/read.ts';
import { sampleTypeOf, type SampleType } from '#core/wav/samples.ts';
import type { Kernels } from '#wasm/load.ts';
import { codecName } from './codec-name.ts';
import { checkDecoded } from './check-decoded.ts';
import { blobSource, READ_BYTES, readAhead } from './file-blocks.ts';
import { md5Of, type OnShare } from './md5.ts';
import { noAudio } from './no-audio.ts';
import { AudioPass } from './pass.ts';
import { wavBlocks } from './wav-blocks.ts';

/** More channels, and rates outside, are made up by a broken header. */
const MOST_CHANNELS = 32;
const [LEAST_RATE, MOST_RATE] = [3000, 768_000];

/**
 * Everything that can be said about an audio file, in one pass with bounded memory. Damage is a fact, not an error.
 *
 * @param kernels a set of its own
 * @throws only what reading the blob throws
 * @thread worker
 */
export async function checkAudio(blob: Blob, kernels: Kernels, onShare: OnShare): Promise<AudioFacts> {
  const container = containerOf(new Uint8Array(await blob.slice(0, 16).arrayBuffer()));
  const { wav } = await readWav(blobSource(blob));
  const type = wav && sampleTypeOf(wav.format);
  if (wav && type && isSane(wav)) return checkWav(blob, wav, type, kernels, onShare);
  if (!wav && ['flac', 'mp3', 'mp4', 'ogg', 'unknown'].includes(container) && blob.size > 0) {
    return checkDecoded(blob, container, kernels, onShare);
  }
  const none = noAudio(container, blob.size, await md5Of(blob, onShare));
  return wav ? { ...none, ...headFacts(wav, wav.structure) } : none;
}

const isSane = ({ format: { channels, sampleRate } }: Wav): boolean =>
  channels <= MOST_CHANNELS && sampleRate >= LEAST_RATE && sampleRate <= MOST_RATE;

/** What the head of a WAV says. */
function headFacts({ container, format, frames }: Wav, wav: WavStructure) {
  const { sampleRate, channels, validBits, codecTag } = format;
  const shape = { container, codec: codecName(codecTag), sampleRate, channels, bitDepth: validBits, wav };
  return { ...shape, isFloat: codecTag === 3, durationSec: frames / sampleRate };
}

async function checkWav(
  blob: Blob,
  wav: Wav,
  type: SampleType,
  kernels: Kernels,
  onShare: OnShare,
): Promise<AudioFacts> {
  const { channels, sampleRate, blockAlign, validBits } = wav.format;
  const [md5, ...hashers] = await Promise.all([createMD5(), createSHA256(), createSHA256()]);
  const hash = new AudioHash(type, hashers);
  const pass = new AudioPass(kernels, sampleRate, channels);
  const { dataOffset } = wav.structure;
  const audioEnd = dataOffset + wav.frames * blockAlign;
  let used = 0;
  let done = 0;
  for await (const bytes of readAhead(blob, 0, dataOffset, READ_BYTES)) md5.update(bytes);
  for await (const block of wavBlocks({ blob, wav, type, start: 0, frames: wav.frames })) {
    md5.update(block.bytes);
    hash.push(block.planes, block.frames, block.bytes);
    pass.push(block.planes, block.frames);
    used |= block.used;
    onShare((done += block.frames) / wav.frames);
  }
  for await (const bytes of readAhead(blob, audioEnd, blob.size, READ_BYTES)) md5.update(bytes);
  const head = headFacts(wav, wav.structure);
  return {
    ...noAudio(wav.container, blob.size, md5.digest('hex')),
    ...head,
    ...pass.finish(),
    corruptAtSec: wav.structure.isTruncated ? head.durationSec : null,
    effectiveBits: effectiveBits(type === 'f32' || type === 'f64' ? hash.usedBits : used, validBits),
    audioHash: hash.digest(),
  };
}
