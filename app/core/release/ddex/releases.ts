import type { ReleaseTrack } from '#contracts/release/release.ts';
import { isDate } from '../dates/calendar.ts';
import { parseGtin } from '../identifiers/gtin.ts';
import { packageName } from './files.ts';
import type { MessageInput, Node } from './message.ts';
import { display, proprietary, rightsLine } from './titles.ts';
import { isoDuration, plain, releaseTypes, warnings } from './values.ts';

const label = ({ bundle: { release }, references }: MessageInput) =>
  references.get(release.labelId ?? '') ?? references.get(release.artists[0]?.partyId ?? '') ?? 'P1';

const genre = (main: string, sub: string): Node => ({
  Genre: { GenreText: plain(main || 'Other'), ...(sub ? { SubGenre: plain(sub) } : {}) },
});

const date = (name: string, value: string): Node => (isDate(value) ? { [name]: value } : {});

/** The release itself, `R0`. */
export function releaseOf(input: MessageInput): Node {
  const { bundle, facts, options } = input;
  const { release } = bundle;
  const icpn = parseGtin(release.upc);
  const seconds = release.tracks.reduce((sum, { audio }) => {
    const found = audio && facts.get(audio.blobHash);
    return sum + (found?.kind === 'audio' ? found.durationSec : 0);
  }, 0);
  return {
    ReleaseReference: 'R0',
    ReleaseType: releaseTypes[release.format],
    ReleaseId: icpn ? { ICPN: icpn } : proprietary(options.sender, packageName(release)),
    ...display(input, release),
    ReleaseLabelReference: label(input),
    ...rightsLine('PLine', release.pLine),
    ...rightsLine('CLine', release.cLine),
    Duration: isoDuration(seconds),
    ...genre(release.genre, release.subgenre),
    ...date('ReleaseDate', release.dates.release),
    ...date('OriginalReleaseDate', release.dates.original),
    ParentalWarningType: warnings[release.explicit],
    ResourceGroup: resourceGroup(input),
  };
}

/** Tracks in order; a box set has one group in it for each volume. */
function resourceGroup({ bundle: { release } }: MessageInput): Node {
  const items = (tracks: readonly ReleaseTrack[]) =>
    tracks.map((track, i) => ({
      SequenceNumber: i + 1,
      ReleaseResourceReference: `A${release.tracks.indexOf(track) + 1}`,
    }));
  const volumes = [...Map.groupBy(release.tracks, ({ volume }) => volume)].sort(([a], [b]) => a - b);
  const cover: Node = release.cover
    ? { LinkedReleaseResourceReference: { '@_LinkDescription': 'CoverArt', '#text': `A${release.tracks.length + 1}` } }
    : {};
  if (volumes.length < 2) return { SequenceNumber: 1, ResourceGroupContentItem: items(release.tracks), ...cover };
  return {
    ResourceGroup: volumes.map(([volume, tracks]) => ({
      SequenceNumber: volume,
      ResourceGroupContentItem: items(tracks),
    })),
    ...cover,
  };
}

/** A track as it is sold alone: `R1` … */
export function trackRelease(input: MessageInput, track: ReleaseTrack, index: number): Node {
  const { release } = input.bundle;
  return {
    ReleaseReference: `R${index + 1}`,
    ReleaseId: proprietary(input.options.sender, track.isrc || track.id),
    ReleaseResourceReference: `A${index + 1}`,
    ReleaseLabelReference: label(input),
    ...genre(track.genre || release.genre, track.genre ? track.subgenre : release.subgenre),
  };
}
