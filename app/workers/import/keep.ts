import { putBlob } from '#storage/blobs/blobs.ts';
import { openAudio } from '../media/open.ts';
import type { ImportApi, KeptFile } from './protocol.ts';
import { readTags } from './tags.ts';

/** {@link ImportApi.keepFile} */
export const keepFile: ImportApi['keepFile'] = async (file, onProgress) => {
  const read = await readAudio(file);
  const { hash, sizeBytes } = await putBlob(file, { onProgress });
  const mimeType = read?.mimeType || file.type || 'application/octet-stream';
  return { file: { blobHash: hash, fileName: file.name.slice(-500), mimeType, sizeBytes }, tags: read?.tags ?? null };
};

/** Null for what is no audio, or broken: the checks say so. */
async function readAudio(file: File): Promise<(Pick<KeptFile, 'tags'> & { mimeType: string }) | null> {
  if (!file.type.startsWith('audio/') && !/\.(wav|wave|flac|aiff?|mp3|m4a|ogg|opus|bwf)$/i.test(file.name)) return null;
  try {
    using audio = await openAudio(file);
    const mimeType = (await audio.input.getMimeType()).split(';')[0] ?? file.type;
    return { tags: await readTags(audio.input, file.name), mimeType };
  } catch {
    return null;
  }
}
