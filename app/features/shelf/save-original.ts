import type { Track } from '#contracts/records/track.ts';
import { getBlob } from '#storage/blobs/blobs.ts';

/** Time for the browser to take the bytes over before their address goes, milliseconds. */
const HANDOVER_MS = 60_000;

/** Saves the untouched bytes of a track under its file name, by the browser's download. */
export async function saveOriginal(track: Track): Promise<void> {
  const blob = await getBlob(track.blobHash);
  const url = URL.createObjectURL(new Blob([blob], { type: track.mimeType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = track.fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), HANDOVER_MS);
}
