import type { Release } from '#contracts/release/release.ts';
import { newRelease } from './new-release.ts';

/** Makes ids; tests pass a counter. */
type MakeId = () => string;

/**
 * Another release with the same content. UPC and catalogue number belong to one release alone and stay empty; ISRCs
 * belong to the recordings and stay.
 *
 * @param title of the copy
 */
export function copyRelease(source: Release, title: string, makeId: MakeId, now: number): Release {
  const tracks = source.tracks.map((track) => ({ ...track, id: makeId() }));
  const own = { id: makeId(), createdAt: now, updatedAt: now, deletedAt: null, isTemplate: false };
  return { ...source, ...own, title, upc: '', catalogNumber: '', tracks };
}

/** A pattern for new releases: what a label says in the same way each time, without music, codes and dates. */
export function templateOf(source: Release, title: string, makeId: MakeId, now: number): Release {
  const copy = copyRelease(source, title, makeId, now);
  const { dates, cover, attachments, volumes, version, translations } = newRelease('', 0);
  return { ...copy, isTemplate: true, tracks: [], dates, cover, attachments, volumes, version, translations };
}

/** A new release after a pattern. */
export function fromTemplate(template: Release, makeId: MakeId, now: number): Release {
  return copyRelease(template, '', makeId, now);
}
