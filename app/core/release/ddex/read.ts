import type {
  ArtistCredit,
  Contributor,
  Explicit,
  Party,
  Release,
  ReleaseBundle,
  ReleaseTrack,
} from '#contracts/release/release.ts';
import { newRelease, newTrack } from '../draft/new-release.ts';
import { NO_WORDS } from '../languages/codes.ts';
import { territoriesOf } from '../territories/algebra.ts';
import { isWorld, territoryCodes } from '../territories/codes.ts';
import { roleNamed, warnings } from './values.ts';
import { childOf, childrenOf, parseXml, textOf, type XmlNode } from './xml.ts';

/** A file that a message speaks of. */
export interface StatedFile {
  /** As it stands in the message, relative to it. */
  readonly path: string;
  /** Lower case; '' where none is stated. */
  readonly algorithm: string;
  readonly hash: string;
  readonly sizeBytes: number | null;
  /** Track that it is the master of; '' for the cover. */
  readonly trackId: string;
}

export interface ReadMessage {
  readonly bundle: ReleaseBundle;
  readonly files: readonly StatedFile[];
}

/** Tracks take nothing over from it: all that is known stands in the message. */
const blank = newRelease('', 0);

const most = (text: string, length: number) => text.slice(0, length);

/**
 * Reads a release from an ERN 4 message: what {@link buildMessage} writes, and the same elements of others. What the
 * standard has no place for stays empty. Files are named, not read.
 *
 * @throws RangeError when it is no well-formed ERN message with a release
 */
export function readMessage(xml: string, newId: () => string): ReadMessage {
  const root = parseXml(xml);
  const main = childOf(root, 'ReleaseList', 'Release');
  if (!root.name.endsWith('NewReleaseMessage') || !main) throw new RangeError('no ERN message with a release');
  const parties = new Parties(root, newId);
  const recordings = childrenOf(childOf(root, 'ResourceList'), 'SoundRecording');
  const byReference = new Map(recordings.map((node) => [textOf(node, 'ResourceReference'), node]));
  const files: StatedFile[] = [];
  const order = itemsOf(childOf(main, 'ResourceGroup'), 1);
  const genres = new Map(
    childrenOf(childOf(root, 'ReleaseList'), 'TrackRelease').map((node) => [
      textOf(node, 'ReleaseResourceReference'),
      node,
    ]),
  );
  const tracks = order.flatMap(({ reference, volume }) => {
    const node = byReference.get(reference);
    if (!node) return [];
    const track = trackOf(node, parties, newId(), volume, genres.get(reference));
    const file = fileOf(childOf(node, 'SoundRecordingEdition', 'TechnicalDetails', 'DeliveryFile', 'File'), track.id);
    if (file) files.push(file);
    return [track];
  });
  const cover = childrenOf(childOf(root, 'ResourceList'), 'Image').find(
    (node) => textOf(node, 'Type') === 'FrontCoverImage',
  );
  const coverFile = fileOf(
    childOf(cover, 'TechnicalDetails', 'File') ?? childOf(cover, 'TechnicalDetails', 'DeliveryFile', 'File'),
    '',
  );
  if (coverFile) files.push(coverFile);
  const release = releaseOf(main, parties, newId(), tracks, root);
  return { bundle: { release, parties: parties.all }, files };
}

/** Parties by reference, made when they are first named as what they are. */
class Parties {
  readonly #nodes: ReadonlyMap<string, XmlNode>;
  readonly #made = new Map<string, Party>();
  readonly #newId: () => string;

  constructor(root: XmlNode, newId: () => string) {
    this.#nodes = new Map(
      childrenOf(childOf(root, 'PartyList'), 'Party').map((node) => [textOf(node, 'PartyReference'), node]),
    );
    this.#newId = newId;
  }

  get all(): Party[] {
    return [...this.#made.values()];
  }

  idOf(reference: string, kind: Party['kind']): string | null {
    const node = this.#nodes.get(reference);
    if (!node) return null;
    const key = `${kind} ${reference}`;
    const known = this.#made.get(key);
    if (known) return known.id;
    const party = {
      id: this.#newId(),
      kind,
      name: most(textOf(node, 'PartyName', 'FullName'), 300),
      identifiers: identifiersOf(node),
    };
    this.#made.set(key, party);
    return party.id;
  }
}

const schemes: Readonly<Record<string, string>> = { ISNI: 'isni', IpiNameNumber: 'ipi', IPN: 'ipn', DPID: 'dpid' };

const identifiersOf = (node: XmlNode): Party['identifiers'] =>
  childrenOf(node, 'PartyId')
    .flatMap(({ children }) => children)
    .map(({ name, text, attributes }) => ({
      scheme: most(schemes[name] ?? attributes['Namespace'] ?? 'other', 40),
      value: most(text, 200),
      isNew: false,
    }))
    .slice(0, 60);

/** What a group holds, in order, with the volume that each lies on. */
function itemsOf(
  group: XmlNode | undefined,
  volume: number,
): readonly { readonly reference: string; readonly volume: number }[] {
  const inner = childrenOf(group, 'ResourceGroup').flatMap((node, i) => itemsOf(node, i + 1));
  const own = childrenOf(group, 'ResourceGroupContentItem').map((node) => ({
    reference: textOf(node, 'ReleaseResourceReference'),
    volume,
  }));
  return [...inner, ...own];
}

const explicitOf = (node: XmlNode): Explicit =>
  (Object.entries(warnings).find(([, value]) => value === textOf(node, 'ParentalWarningType'))?.[0] as
    Explicit | undefined) ?? 'unset';

function artistsOf(node: XmlNode, parties: Parties): ArtistCredit[] {
  return childrenOf(node, 'DisplayArtist').flatMap((one) => {
    const partyId = parties.idOf(textOf(one, 'ArtistPartyReference'), 'artist');
    const role = textOf(one, 'DisplayArtistRole');
    return partyId
      ? [{ partyId, role: role === 'FeaturedArtist' ? 'featured' : role === 'MainArtist' ? 'primary' : 'remixer' }]
      : [];
  });
}

function lineOf(node: XmlNode | undefined, kind: 'PLine' | 'CLine') {
  const line = childOf(node, kind);
  const year = /^\d{4}$/.test(textOf(line, 'Year')) ? Number(textOf(line, 'Year')) : null;
  const text = textOf(line, `${kind}Text`);
  return { year, text: most(year !== null && text.startsWith(`${year} `) ? text.slice(5) : text, 1000) };
}

function contributorsOf(node: XmlNode, parties: Parties): Contributor[] {
  return childrenOf(node, 'Contributor').flatMap((one) => {
    const partyId = parties.idOf(textOf(one, 'ContributorPartyReference'), 'person');
    return partyId
      ? childrenOf(one, 'Role').map((role) => {
          const value = textOf(role, 'Value') || role.text;
          return { partyId, role: most(role.attributes['UserDefinedValue'] ?? roleNamed(value), 80), instrument: '' };
        })
      : [];
  });
}

function trackOf(node: XmlNode, parties: Parties, id: string, volume: number, sold: XmlNode | undefined): ReleaseTrack {
  const edition = childOf(node, 'SoundRecordingEdition');
  const isInstrumental = textOf(node, 'IsInstrumental') === 'true';
  return {
    ...newTrack(id, blank, volume),
    ...{
      volume,
      title: most(textOf(node, 'DisplayTitleText'), 1000),
      isrc: most(textOf(edition, 'ResourceId', 'ISRC'), 40),
    },
    audioLanguage: isInstrumental ? NO_WORDS : most(textOf(node, 'LanguageOfPerformance'), 20),
    ...{ artists: artistsOf(node, parties).slice(0, 100), contributors: contributorsOf(node, parties).slice(0, 300) },
    ...{ explicit: explicitOf(node), pLine: lineOf(edition, 'PLine') },
    ...{ genre: most(genreText(sold), 80), subgenre: most(textOf(genreOf(sold), 'SubGenre'), 80) },
  };
}

const genreOf = (node: XmlNode | undefined) => childOf(node, 'Genre') ?? childOf(node, 'DisplayGenre');
const genreText = (node: XmlNode | undefined) => textOf(genreOf(node), 'GenreText');

const formats: Readonly<Record<string, Release['format']>> = {
  Single: 'single',
  EP: 'ep',
  Album: 'album',
  BoxedSet: 'boxset',
};

function releaseOf(node: XmlNode, parties: Parties, id: string, tracks: ReleaseTrack[], root: XmlNode): Release {
  const deals = childrenOf(childOf(root, 'DealList'), 'ReleaseDeal').filter((deal) =>
    childrenOf(deal, 'DealReleaseReference').some(({ text }) => text === textOf(node, 'ReleaseReference')),
  );
  const terms = deals.flatMap((deal) => childrenOf(deal, 'Deal')).map((deal) => childOf(deal, 'DealTerms'));
  const isPreorder = (term: XmlNode | undefined) => textOf(term, 'IsPreOrderDeal') === 'true';
  const sale = terms.find((term) => !isPreorder(term));
  const language = root.attributes['LanguageAndScriptCode'] ?? '';
  const release = newRelease(id, 0);
  return {
    ...release,
    ...{ title: most(textOf(node, 'DisplayTitleText'), 1000), language: most(language.toLowerCase(), 20) },
    ...{ format: formats[textOf(node, 'ReleaseType')] ?? 'album', upc: most(textOf(node, 'ReleaseId', 'ICPN'), 40) },
    ...{ artists: artistsOf(node, parties), labelId: parties.idOf(textOf(node, 'ReleaseLabelReference'), 'label') },
    ...{
      genre: most(genreText(node), 80),
      subgenre: most(textOf(genreOf(node), 'SubGenre'), 80),
      explicit: explicitOf(node),
    },
    ...{ pLine: lineOf(node, 'PLine'), cLine: lineOf(node, 'CLine') },
    dates: {
      ...release.dates,
      release: most(textOf(node, 'ReleaseDate') || textOf(sale, 'ValidityPeriod', 'StartDate'), 32),
      original: most(textOf(node, 'OriginalReleaseDate'), 32),
      preorder: most(textOf(terms.find(isPreorder), 'ValidityPeriod', 'StartDate'), 32),
      end: most(textOf(sale, 'ValidityPeriod', 'EndDate'), 32),
    },
    territories: territoriesIn(childrenOf(sale, 'TerritoryCode').map(({ text }) => text)),
    volumes: Math.max(1, ...tracks.map(({ volume }) => volume)),
    tracks: tracks
      .slice(0, 1000)
      .map((track) => (track.language ? track : { ...track, language: most(language.toLowerCase(), 20) })),
  };
}

const territoriesIn = (codes: readonly string[]): Release['territories'] =>
  codes.some(isWorld)
    ? { base: 'world', codes: [] }
    : territoriesOf(new Set(codes.filter((code) => territoryCodes.includes(code))));

function fileOf(node: XmlNode | undefined, trackId: string): StatedFile | null {
  const path = textOf(node, 'URI');
  if (!path) return null;
  const size = textOf(node, 'FileSize');
  return {
    ...{ path, trackId, hash: textOf(node, 'HashSum', 'HashSumValue').toLowerCase() },
    algorithm: textOf(node, 'HashSum', 'Algorithm').toLowerCase(),
    sizeBytes: /^\d+$/.test(size) ? Number(size) : null,
  };
}
