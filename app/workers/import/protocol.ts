import type { Track } from '#contracts/records/track.ts';
import type { FileRef } from '#contracts/release/release.ts';

export interface Imported {
  readonly track: Track;
  /** False when the same bytes were in the library before. */
  readonly isNew: boolean;
}

/** A file that was kept for a release, and what its tags say. */
export interface KeptFile {
  readonly file: FileRef;
  /** Null where the file has none or cannot be read: it is kept all the same. */
  readonly tags: Pick<Track, 'title' | 'artist' | 'album' | 'genre' | 'year' | 'isrc'> | null;
}

export interface ImportApi {
  /**
   * Stores one file untouched, reads its facts and tags, adds the track and asks for its analysis.
   *
   * @param onProgress bytes stored so far
   * @throws AppError `import.*` with the reason, `storage.quota`; nothing stays behind
   */
  importFile(file: File, onProgress: (bytes: number) => void): Promise<Imported>;

  /**
   * Stores any file untouched without a track of the library: masters that are broken have to be seen, too.
   *
   * @param onProgress bytes stored so far
   * @throws AppError `storage.quota`
   */
  keepFile(file: File, onProgress: (bytes: number) => void): Promise<KeptFile>;
}
