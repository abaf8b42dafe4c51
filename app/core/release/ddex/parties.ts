import type { Party, ReleaseBundle } from '#contracts/release/release.ts';
import { parseIpi } from '../identifiers/ipi.ts';
import { parseIsni } from '../identifiers/isni.ts';
import { parseDpid } from '../identifiers/dpid.ts';
import type { Node } from './message.ts';
import { plain } from './values.ts';

/** `P1` … by id of a party. */
export type References = ReadonlyMap<string, string>;

/** Parties that the release names, and how the message refers to them. */
export function partyList({ release, parties }: ReleaseBundle): {
  readonly references: References;
  readonly list: readonly Node[];
} {
  const used = new Set<string>([
    ...release.artists.map(({ partyId }) => partyId),
    ...(release.labelId === null ? [] : [release.labelId]),
    ...release.tracks.flatMap(({ artists, contributors }) =>
      [...artists, ...contributors].map(({ partyId }) => partyId),
    ),
  ]);
  const named = parties.filter(({ id }) => used.has(id));
  const references = new Map(named.map(({ id }, i) => [id, `P${i + 1}`]));
  const list = named.map((party) => ({
    PartyReference: references.get(party.id),
    PartyName: { FullName: plain(party.name) },
    PartyId: partyIds(party),
  }));
  return { references, list };
}

/** Ids that check; wrong ones are never sent. */
function partyIds({ identifiers }: Party): readonly Node[] {
  const ids = identifiers.flatMap(({ scheme, value }): Node[] => {
    if (value.trim() === '') return [];
    const [isni, ipi, dpid] = [parseIsni(value), parseIpi(value), parseDpid(value)];
    if (scheme === 'isni') return isni ? [{ ISNI: isni }] : [];
    if (scheme === 'ipi') return ipi ? [{ IpiNameNumber: ipi }] : [];
    if (scheme === 'dpid') return dpid ? [{ DPID: dpid }] : [];
    return [{ ProprietaryId: { '@_Namespace': scheme, '#text': plain(value) } }];
  });
  return ids;
}
