import type { FileRef, Party, Release, ReleaseTrack } from '#contracts/release/release.ts';

/** What a file says about itself. */
export interface KnownAbout {
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly genre: string;
  readonly year: number | null;
  readonly isrc?: string;
  /** Year in which it was recorded with this app, else null. */
  readonly recordingYear?: number | null;
}

/** Looks an artist up by name, and makes one where there is none; null where several bear the name. */
type FindArtist = (name: string) => Party | null;

/**
 * A track with its file, and with what the file says where nobody has said anything yet.
 *
 * @param title that a person has not chosen: such as the file name's, which a tag may replace
 */
export function withFile(
  track: ReleaseTrack,
  file: FileRef,
  known: KnownAbout | null,
  title: string,
  artistOf: FindArtist,
): ReleaseTrack {
  if (!known) return { ...track, audio: file };
  const artist = track.artists.length === 0 && known.artist ? artistOf(known.artist) : null;
  return {
    ...track,
    audio: file,
    title: track.title === '' || (track.title === title && known.title) ? known.title || track.title : track.title,
    isrc: track.isrc || (known.isrc ?? ''),
    genre: track.genre || known.genre,
    recordingYear: track.recordingYear ?? known.recordingYear ?? null,
    artists: artist ? [{ partyId: artist.id, role: 'primary' }] : track.artists,
  };
}

/** The release with what all of its files agree on, where nobody has said anything yet. */
export function withCommon(release: Release, known: readonly KnownAbout[], artistOf: FindArtist): Release {
  const common = <Name extends 'album' | 'artist' | 'genre' | 'year'>(name: Name): KnownAbout[Name] | null => {
    const values = new Set(known.map((one) => one[name]));
    return known.length > 0 && values.size === 1 ? (known[0]?.[name] ?? null) : null;
  };
  const name = common('artist');
  const artist = release.artists.length === 0 && name ? artistOf(name) : null;
  const year = common('year');
  return {
    ...release,
    title: release.title || common('album') || '',
    genre: release.genre || common('genre') || '',
    artists: artist ? [{ partyId: artist.id, role: 'primary' }] : release.artists,
    pLine: { ...release.pLine, year: release.pLine.year ?? year },
    cLine: { ...release.cLine, year: release.cLine.year ?? year },
  };
}
