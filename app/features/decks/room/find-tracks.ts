import type { Track } from '#contracts/records/track.ts';

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();

/** Tracks in which every word of the query occurs in title, artist, album or file name; case and accents do not count. */
export function findTracks<T extends Pick<Track, 'title' | 'artist' | 'album' | 'fileName'>>(
  tracks: readonly T[],
  query: string,
): readonly T[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return tracks;
  return tracks.filter(({ title, artist, album, fileName }) => {
    const text = plain(`${title} ${artist} ${album} ${fileName}`);
    return words.every((word) => text.includes(word));
  });
}
