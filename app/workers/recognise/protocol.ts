import type { BlobHash } from '#contracts/records/track.ts';
import type { Heard } from '#core/recognise/recognise.ts';

export interface RecogniseApi {
  /**
   * Listens to a recording and to all known tracks, and tells which of these are heard in it. Known tracks that cannot be
   * read are left out.
   *
   * @param onProgress files that were listened to, the recording among them
   * @returns tracks by their place in `known`
   * @throws AppError `storage.*`, `import.*` when the recording cannot be read
   */
  recognise(
    recording: BlobHash,
    known: readonly BlobHash[],
    onProgress: (done: number) => void,
  ): Promise<readonly Heard[]>;
}
