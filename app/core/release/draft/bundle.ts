import type { Party, Release, ReleaseBundle } from '#contracts/release/release.ts';

/** A release with those of the catalogue's parties that it names. */
export function bundleOf(release: Release, parties: readonly Party[]): ReleaseBundle {
  const named = new Set([
    ...release.artists.map(({ partyId }) => partyId),
    ...(release.labelId ? [release.labelId] : []),
    ...release.tracks.flatMap(({ artists, contributors, publisherIds, splits }) => [
      ...[...artists, ...contributors, ...splits].map(({ partyId }) => partyId),
      ...publisherIds,
    ]),
  ]);
  return { release, parties: parties.filter(({ id }) => named.has(id)) };
}
