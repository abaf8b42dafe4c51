import { AppError } from '#contracts/errors/app-error.ts';
import type { Track } from '#contracts/records/track.ts';
import { queueAnalysis } from '#storage/analysis/jobs.ts';
import { deleteBlob, putBlob } from '#storage/blobs/blobs.ts';
import { addTrack, findTrackByHash } from '#storage/library/tracks.ts';
import { findMusic, proveDecodable } from '../media/decode.ts';
import { openAudio, readFailure, type OpenAudio } from '../media/open.ts';
import { serve } from '../rpc/serve.ts';
import { keepFile } from './keep.ts';
import type { ImportApi, Imported } from './protocol.ts';
import { seratoIn, takeSerato } from './serato.ts';
import { readTags } from './tags.ts';

/** A plain WAV cannot be larger, and neither can an upload. */
const MAX_BYTES = 4_294_967_295;

const api: ImportApi = {
  keepFile,
  async importFile(file, onProgress): Promise<Imported> {
    if (file.size > MAX_BYTES) throw new AppError('import.too_large', { bytes: file.size });
    using audio = await openAudio(file);
    const durationSec = await provenDuration(audio, file);
    const mimeType = (await audio.input.getMimeType()).split(';')[0] ?? file.type;
    const tags = await readTags(audio.input, file.name);
    const serato = await seratoIn(file, audio.input);
    const stored = await putBlob(file, { onProgress });
    try {
      const result = await addTrack({
        ...tags,
        id: crypto.randomUUID(),
        blobHash: stored.hash,
        origin: 'import',
        takeId: null,
        fileName: file.name,
        mimeType,
        codec: audio.codec,
        sizeBytes: stored.sizeBytes,
        sampleRate: audio.sampleRate,
        channels: audio.channels,
        durationSec,
        rating: 0,
        addedAt: Date.now(),
        deletedAt: null,
        markers: [],
        safeAt: null,
      } satisfies Track);
      if (serato && result.isNew) await takeSerato(stored.hash, serato);
      await queueAnalysis(stored.hash);
      return result;
    } catch (error) {
      if (stored.isNew && !(await findTrackByHash(stored.hash))) await deleteBlob(stored.hash);
      throw error;
    }
  },
};

/** Seconds of music that the container promises, once the first of it could be decoded. */
async function provenDuration(audio: OpenAudio, file: File): Promise<number> {
  try {
    const { frames } = await findMusic(audio, file);
    await proveDecodable(audio);
    return frames / audio.sampleRate;
  } catch (error) {
    throw readFailure(error, audio.codec);
  }
}

serve(api);
