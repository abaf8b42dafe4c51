import type { Track } from '#contracts/records/track.ts';

export interface Imported {
  readonly track: Track;
  /** False when the same bytes were in the library before. */
  readonly isNew: boolean;
}

export interface ImportApi {
  /**
   * Stores one file untouched, reads its facts and tags, adds the track and asks for its analysis.
   *
   * @param onProgress bytes stored so far
   * @throws AppError `import.*` with the reason, `storage.quota`; nothing stays behind
   */
  importFile(file: File, onProgress: (bytes: number) => void): Promise<Imported>;
}
