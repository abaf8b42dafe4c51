import type { Track } from '#contracts/records/track.ts';
import type { FileRef, Release } from '#contracts/release/release.ts';
import { formatOf, newRelease, newTrack } from '#core/release/draft/new-release.ts';
import { withCommon, withFile, type KnownAbout } from '#core/release/draft/prefill.ts';
import { getTrack } from '#storage/library/tracks.ts';
import { addRelease } from '#storage/releases/releases.ts';
import { Artists } from './artists.ts';

/** Makes a release of tracks of the library, in their order, filled with what is known about them. Returns its id. */
export async function releaseOf(trackIds: readonly string[]): Promise<string> {
  const tracks = (await Promise.all(trackIds.map(getTrack))).filter((track) => track !== undefined);
  const artists = await Artists.read();
  const known = tracks.map(knownAbout);
  const empty = newRelease(crypto.randomUUID(), Date.now());
  const common = withCommon(empty, known, artists.of);
  const release: Release = {
    ...common,
    title: common.title || (tracks.length === 1 ? (tracks[0]?.title ?? '') : ''),
    format: formatOf(tracks.length),
    tracks: tracks.map((track, at) =>
      withFile(newTrack(crypto.randomUUID(), common), fileOf(track), known[at] ?? null, '', artists.of),
    ),
  };
  await artists.keep();
  await addRelease(release);
  return release.id;
}

const knownAbout = ({ title, artist, album, genre, year, isrc, origin, addedAt }: Track): KnownAbout => ({
  ...{ title, artist, album, genre, year },
  ...(isrc && { isrc }),
  // A take was recorded here; of a file from elsewhere nobody knows.
  recordingYear: origin === 'take' || origin === 'set' ? new Date(addedAt).getFullYear() : null,
});

const fileOf = ({ blobHash, fileName, mimeType, sizeBytes }: Track): FileRef => ({
  ...{ blobHash, mimeType, sizeBytes },
  fileName: fileName.slice(-500),
});
