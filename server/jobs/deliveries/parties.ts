import type { Party, Release, ReleaseBundle } from '#contracts/release/release.ts';

/** Stands where nobody publishes a work: distributors want some publisher. */
export const nobody: Party = { id: 'copyright-control', kind: 'publisher', name: 'Copyright Control', identifiers: [] };

export const needsNobody = (release: Release) => release.tracks.some(({ copyrightControl }) => copyrightControl);

/** The parties that a release credits, each once; a bundle may hold more. */
export function creditedParties({ release, parties }: ReleaseBundle): Party[] {
  const ids = new Set<string | null>([release.labelId, ...release.artists.map(({ partyId }) => partyId)]);
  for (const track of release.tracks) {
    for (const { partyId } of [...track.artists, ...track.contributors]) ids.add(partyId);
    for (const id of track.copyrightControl ? [] : track.publisherIds) ids.add(id);
  }
  return parties.filter(({ id }) => ids.has(id));
}
