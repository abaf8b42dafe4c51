import { createSHA256 } from 'hash-wasm';
import { AppError } from '#contracts/errors/app-error.ts';
import { AudioHash } from '#core/release/audio/hash-codes.ts';
import { Dither24 } from '#core/release/repair/dither.ts';
import { encodeSamples } from '#core/release/repair/encode.ts';
import { removedChunks, repairLayout, type RepairPlan } from '#core/release/repair/plan.ts';
import { wavHeader, wavPadding } from '#core/wav/header.ts';
import { readWav } from '#core/wav/read.ts';
import { sampleTypeOf } from '#core/wav/samples.ts';
import { deleteBlob, getBlob, putBlob } from '#storage/blobs/blobs.ts';
import { blobSource } from './file-blocks.ts';
import type { Repaired } from './protocol.ts';
import { wavBlocks, type WavAudio } from './wav-blocks.ts';

/** Shares of the three readings: what is kept, what is written, what was written. */
const [HASHED, WRITTEN] = [0.3, 0.75];

/**
 * Writes a plain WAV of the samples that a plan keeps, as a new blob, reads it back and proves it.
 *
 * @throws AppError `import.corrupt` when it is no WAV with plain samples, `storage.*`
 * @thread worker
 */
export async function repairWav(blob: Blob, plan: RepairPlan, onShare: (share: number) => void): Promise<Repaired> {
  const original = await openWav(blob);
  const { format, start, frames } = repairLayout(original.wav, original.type, plan);
  const kept = { ...original, start, frames };
  const before = await hashOf(kept, (share) => onShare(HASHED * share));
  const isExact = before.isExact || format.bitDepth === 32;
  const dither = isExact ? null : new Dither24();
  const stored = await putBlob(
    streamOf(repairedBytes(kept, format, dither, (share) => onShare(HASHED + (WRITTEN - HASHED) * share))),
  );
  const repaired = await openWav(await getBlob(stored.hash));
  const after = await hashOf(repaired, (share) => onShare(WRITTEN + (1 - WRITTEN) * share));
  if (isExact && after.hash !== before.hash) {
    if (stored.isNew) await deleteBlob(stored.hash);
    throw new AppError('storage.corrupt', { hash: stored.hash });
  }
  const proof = {
    kind: isExact ? 'bit_equal' : 'dithered',
    bitDepth: format.bitDepth,
    frames,
    trimmedStartFrames: start,
    trimmedEndFrames: original.wav.frames - start - frames,
    originalHash: before.hash,
    repairedHash: after.hash,
    ditherLsb: dither ? 1 : 0,
    maxErrorLsb: dither?.maxErrorLsb ?? 0,
    clippedSamples: dither?.clipped ?? 0,
    removedChunks: removedChunks(original.wav),
  } as const;
  return { blobHash: stored.hash, sizeBytes: stored.sizeBytes, proof };
}

async function openWav(blob: Blob): Promise<WavAudio> {
  const { wav } = await readWav(blobSource(blob));
  const type = wav && sampleTypeOf(wav.format);
  if (!wav || !type || wav.frames === 0) throw new AppError('import.corrupt', { format: 'WAV' });
  return { blob, wav, type, start: 0, frames: wav.frames };
}

/** Hash of samples alone, and whether 24 bits hold them. */
async function hashOf(audio: WavAudio, onShare: (share: number) => void): Promise<{ hash: string; isExact: boolean }> {
  const hash = new AudioHash(audio.type, await Promise.all([createSHA256(), createSHA256()]));
  let done = 0;
  for await (const { planes, frames, bytes } of wavBlocks(audio)) {
    hash.push(planes, frames, bytes);
    onShare((done += frames) / audio.frames);
  }
  return { hash: hash.digest(), isExact: hash.areAllCodes };
}

async function* repairedBytes(
  audio: WavAudio,
  format: ReturnType<typeof repairLayout>['format'],
  dither: Dither24 | null,
  onShare: (share: number) => void,
): AsyncGenerator<Uint8Array> {
  yield wavHeader(format, audio.frames);
  let done = 0;
  for await (const block of wavBlocks(audio)) {
    yield encodeSamples(block, audio.type, format.bitDepth, dither);
    onShare((done += block.frames) / audio.frames);
  }
  yield new Uint8Array(wavPadding(format, audio.frames));
}

function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
}
