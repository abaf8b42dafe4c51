import type { ArtistCredit, RightsLine } from '#contracts/release/release.ts';
import { parseIsrc } from '../identifiers/isrc.ts';
import type { MessageInput, Node } from './message.ts';
import { artistRoles, plain } from './values.ts';

interface Titled {
  readonly title: string;
  readonly version: string;
  readonly artists: readonly ArtistCredit[];
}

/** Titles and artists as recordings and releases show them. */
export function display({ bundle, references }: MessageInput, { title, version, artists }: Titled): Node {
  const text = plain(version ? `${title} (${version})` : title);
  const nameOf = (id: string) => bundle.parties.find((party) => party.id === id)?.name ?? '';
  const named = (role: ArtistCredit['role']) =>
    artists.filter((one) => one.role === role).map(({ partyId }) => nameOf(partyId));
  const guests = named('featured');
  return {
    DisplayTitleText: text,
    DisplayTitle: { TitleText: text },
    DisplayArtistName: plain(named('primary').join(', ') + (guests.length > 0 ? ` feat. ${guests.join(', ')}` : '')),
    DisplayArtist: artists
      .filter(({ partyId }) => references.has(partyId))
      .map(({ partyId, role }, i) => ({
        '@_SequenceNumber': String(i + 1),
        ArtistPartyReference: references.get(partyId),
        DisplayArtistRole: artistRoles[role],
      })),
  };
}

/** A line of rights: `{ Year, PLineText }`; nothing where it is not filled in. */
export const rightsLine = (kind: 'PLine' | 'CLine', { year, text }: RightsLine): Node =>
  year === null && text === ''
    ? {}
    : { [kind]: { ...(year === null ? {} : { Year: year }), [`${kind}Text`]: plain(`${year ?? ''} ${text}`.trim()) } };

export const proprietary = (namespace: string, id: string): Node => ({
  ProprietaryId: { '@_Namespace': namespace, '#text': plain(id) },
});

/** ISRC, or a proprietary id for a recording that has none yet. */
export const recordingId = ({ options }: MessageInput, track: { readonly isrc: string; readonly id: string }): Node => {
  const isrc = parseIsrc(track.isrc);
  return isrc ? { ISRC: isrc } : proprietary(options.sender, track.id);
};
