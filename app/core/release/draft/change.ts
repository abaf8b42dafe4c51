import type { FileRef, Release, ReleaseTrack } from '#contracts/release/release.ts';
import type { ReleaseChange, ReleaseFields } from '#contracts/release/step.ts';

const notEdited = new Set(['id', 'createdAt', 'updatedAt', 'deletedAt', 'tracks']);

/** What leads from `before` to `after`. */
export function changeBetween(before: Release, after: Release): ReleaseChange {
  const { tracks: _before, ...from } = before;
  const { tracks: _after, ...to } = after;
  const fields = Object.fromEntries(Object.entries(differing(from, to)).filter(([name]) => !notEdited.has(name)));
  const known = new Map(before.tracks.map((track) => [track.id, track]));
  const tracks: Record<string, Partial<ReleaseTrack> | null> = {};
  for (const track of after.tracks) {
    const old = known.get(track.id);
    known.delete(track.id);
    if (old === track) continue;
    const patch = old ? differing(old, track) : track;
    if (Object.keys(patch).length > 0) tracks[track.id] = patch;
  }
  for (const id of known.keys()) tracks[id] = null;
  const order = after.tracks.map(({ id }) => id);
  const stays = order.length === before.tracks.length && order.every((id, at) => id === before.tracks[at]?.id);
  return { fields: fields as Partial<ReleaseFields>, tracks, order: stays ? null : order };
}

/** Whether there is nothing in a change. */
export function isEmptyChange({ fields, tracks, order }: ReleaseChange): boolean {
  return order === null && Object.keys(fields).length === 0 && Object.keys(tracks).length === 0;
}

/**
 * Carries out a change on the state it was made for, or on one that somebody else has edited since: fields that it does
 * not name stay, tracks that it does not know stay at the end.
 */
export function applyChange(release: Release, { fields, tracks, order }: ReleaseChange): Release {
  const byId = new Map(release.tracks.map((track) => [track.id, track]));
  for (const [id, patch] of Object.entries(tracks)) {
    const old = byId.get(id);
    if (patch === null) byId.delete(id);
    else if (old) byId.set(id, { ...old, ...patch });
    else if (isWhole(patch)) byId.set(id, patch);
  }
  const named = (order ?? []).filter((id) => byId.has(id));
  const places = new Set(named);
  const ids = [...named, ...[...byId.keys()].filter((id) => !places.has(id))];
  return { ...release, ...fields, tracks: ids.map((id) => byId.get(id) as ReleaseTrack) };
}

/** The change of a field of a track that somebody else has removed meanwhile comes to nothing. */
const isWhole = (patch: Partial<ReleaseTrack>): patch is ReleaseTrack => 'id' in patch;

function differing<T extends object>(from: T, to: T): Partial<T> {
  const names = Object.keys(to) as (keyof T)[];
  return Object.fromEntries(
    names.filter((name) => !same(from[name], to[name])).map((name) => [name, to[name]]),
  ) as Partial<T>;
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

type Files = Partial<Pick<Release, 'cover' | 'attachments'>>;
type TrackFiles = Partial<Pick<ReleaseTrack, 'audio' | 'dolbyAtmos'>>;

function* filesIn(fields: Files, tracks: Iterable<TrackFiles | null>): Generator<FileRef | null | undefined> {
  yield fields.cover;
  yield* fields.attachments ?? [];
  for (const track of tracks) {
    yield track?.audio;
    yield track?.dolbyAtmos?.file;
  }
}

const hashes = (files: Iterable<FileRef | null | undefined>) => [
  ...new Set([...files].flatMap((file) => (file ? [file.blobHash] : []))),
];

/** Hashes of the files that a release refers to. */
export const filesOfRelease = (release: Release): string[] => hashes(filesIn(release, release.tracks));

/** Hashes of the files that a change brings in. */
export const filesOfChange = ({ fields, tracks }: ReleaseChange): string[] =>
  hashes(filesIn(fields, Object.values(tracks)));
