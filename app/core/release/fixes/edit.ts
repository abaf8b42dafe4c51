import type { FieldPlace } from '#contracts/release/finding.ts';
import type { Party, Release, ReleaseBundle, ReleaseTrack } from '#contracts/release/release.ts';

/** Copies along the way to a field are new; all else stays the same object. */
export function withField<T>(value: T, path: string, field: unknown): T {
  if (path === '') return field as T;
  const [key = '', ...rest] = path.split('.');
  if (Array.isArray(value)) {
    return value.map((item: unknown, i) => (String(i) === key ? withField(item, rest.join('.'), field) : item)) as T;
  }
  const record = value as Record<string, unknown>;
  return { ...record, [key]: withField(record[key], rest.join('.'), field) } as T;
}

export const fieldOf = (value: unknown, path: string): unknown =>
  path === ''
    ? value
    : path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key], value);

export const editRelease = (bundle: ReleaseBundle, edit: (release: Release) => Release): ReleaseBundle => ({
  ...bundle,
  release: edit(bundle.release),
});

/** Edits some tracks; the others stay the same objects. */
export const editTracks = (bundle: ReleaseBundle, edit: (track: ReleaseTrack) => ReleaseTrack): ReleaseBundle =>
  editRelease(bundle, (release) => ({ ...release, tracks: release.tracks.map(edit) }));

export const editParty = (bundle: ReleaseBundle, id: string, edit: (party: Party) => Party): ReleaseBundle => ({
  ...bundle,
  parties: bundle.parties.map((party) => (party.id === id ? edit(party) : party)),
});

/** Edits what a place is on: the release, a track or a party. */
export function editPlace(
  bundle: ReleaseBundle,
  place: FieldPlace,
  edit: <T extends object>(thing: T) => T,
): ReleaseBundle {
  if (place.on === 'release') return editRelease(bundle, edit);
  if (place.on === 'party') return editParty(bundle, place.id, edit);
  return editTracks(bundle, (track) => (track.id === place.id ? edit(track) : track));
}

export const thingAt = (bundle: ReleaseBundle, { on, id }: FieldPlace): object | undefined =>
  on === 'release'
    ? bundle.release
    : on === 'track'
      ? bundle.release.tracks.find((track) => track.id === id)
      : bundle.parties.find((party) => party.id === id);
