import type { Track } from '#contracts/records/track.ts';
import { getBlob } from '#storage/blobs/blobs.ts';
import { saveFile } from '#ui/save-file.ts';

/** Saves the untouched bytes of a track under its file name, by the browser's download. */
export async function saveOriginal(track: Track): Promise<void> {
  const blob = await getBlob(track.blobHash);
  saveFile(new Blob([blob], { type: track.mimeType }), track.fileName);
}
