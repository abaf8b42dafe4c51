import { AppError } from '#contracts/errors/app-error.ts';
import type { FileRef, Release } from '#contracts/release/release.ts';
import { findMaster } from '#server/db/label-members.ts';
import type { Orm } from '#server/db/open.ts';
import type { ObjectStore } from '#server/integrations/object-store/port.ts';
import type { SourceFile } from './upload.ts';

/** Key of a cover that a user has sent. */
export const coverKeyOf = (userId: string, sha256: string) => `covers/${userId}/${sha256}`;

/** Files of a release where they lie on this server. */
export interface ReleaseFiles {
  readonly cover: SourceFile;
  /** By track id. */
  readonly audio: ReadonlyMap<string, SourceFile>;
}

/**
 * Finds all files of a release among those of the label and of its members who may deliver.
 *
 * @throws AppError `delivery.incomplete` when one is not named, `delivery.file_missing` when one is not here
 */
export async function filesOf(orm: Orm, store: ObjectStore, userId: string, release: Release): Promise<ReleaseFiles> {
  if (!release.cover) throw new AppError('delivery.incomplete', { field: 'cover' });
  const coverKey = coverKeyOf(userId, release.cover.blobHash);
  const coverBytes = await store.size(coverKey);
  if (coverBytes === null) throw new AppError('delivery.file_missing', { fileName: release.cover.fileName });
  const cover = { storageKey: coverKey, sizeBytes: coverBytes, name: nameOf(release.cover, 'cover') };
  const audio = new Map<string, SourceFile>();
  for (const [index, track] of release.tracks.entries()) {
    if (!track.audio) throw new AppError('delivery.incomplete', { field: `tracks.${index + 1}.audio` });
    const found = await findMaster(orm, userId, track.audio.blobHash);
    if (!found) throw new AppError('delivery.file_missing', { fileName: track.audio.fileName });
    const name = nameOf(track.audio, `${String(index + 1).padStart(2, '0')}_${track.title}`);
    audio.set(track.id, { storageKey: found.storageKey, sizeBytes: found.sizeBytes, name });
  }
  return { cover, audio };
}

/** What the names of a file at the distributor share, whatever title it had when it was sent. */
const markOf = ({ blobHash }: FileRef) => `_${blobHash.slice(0, 16)}`;

/** Whether a file at the distributor has, by the name that we give, the very bytes of this one. */
export const isNamedFor = (fileName: string, file: FileRef): boolean =>
  fileName.replace(/\.[^.]*$/, '').endsWith(markOf(file));

/** Readable, plain, and the same only for the same bytes. */
function nameOf(file: FileRef, title: string): string {
  const plain = title
    .normalize('NFKD')
    .replaceAll(/[^\w-]+/g, '_')
    .slice(0, 60);
  const extension = /\.[A-Za-z0-9]{1,5}$/.exec(file.fileName)?.[0].toLowerCase() ?? '';
  return `${plain}${markOf(file)}${extension}`;
}
