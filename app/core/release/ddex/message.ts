import XMLBuilder from 'fast-xml-builder';
import type { FileFacts } from '#contracts/release/facts.ts';
import type { ReleaseBundle } from '#contracts/release/release.ts';
import { dealList } from './deals.ts';
import { packageFiles, packageName } from './files.ts';
import { partyList, type References } from './parties.ts';
import { imageOf, soundRecording } from './resources.ts';
import { releaseOf, trackRelease } from './releases.ts';

/** Who sends to whom, and when. */
export interface MessageOptions {
  /** DPIDs without hyphens (`core/release/identifiers`). */
  readonly sender: string;
  readonly recipient: string;
  readonly messageId: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly isTest: boolean;
}

export type Node = { readonly [name: string]: string | number | Node | readonly (string | Node)[] | undefined };

/** All that the parts of a message are made from. */
export interface MessageInput {
  readonly bundle: ReleaseBundle;
  readonly facts: ReadonlyMap<string, FileFacts>;
  readonly options: MessageOptions;
  readonly references: References;
}

/**
 * ERN 4.3 (`http://ddex.net/xml/ern/43`), profile Audio: parties, recordings, cover, releases, deals, in the order of the
 * schema. Hashes are the SHA-256 by which files are stored. Whether something is missing says the pre-flight; here it is
 * left out.
 */
export function buildMessage(
  bundle: ReleaseBundle,
  facts: ReadonlyMap<string, FileFacts>,
  options: MessageOptions,
): string {
  const { release } = bundle;
  const { references, list } = partyList(bundle);
  const input = { bundle, facts, options, references };
  const files = packageFiles(release);
  const fileOf = (trackId: string) => files.find((one) => one.trackId === trackId && one.role === 'audio');
  const cover = files.find(({ role }) => role === 'cover');
  const message: Node = {
    '@_xmlns:ern': 'http://ddex.net/xml/ern/43',
    '@_ReleaseProfileVersionId': 'Audio',
    '@_AvsVersionId': '3',
    '@_LanguageAndScriptCode': release.language || 'en',
    MessageHeader: {
      MessageId: options.messageId,
      MessageFileName: `${packageName(release)}.xml`,
      MessageSender: { PartyId: options.sender },
      MessageRecipient: { PartyId: options.recipient },
      MessageCreatedDateTime: options.createdAt,
      MessageControlType: options.isTest ? 'TestMessage' : 'LiveMessage',
    },
    PartyList: { Party: list },
    ResourceList: {
      SoundRecording: release.tracks.map((track, i) => soundRecording(input, track, i, fileOf(track.id)?.path)),
      Image: cover ? [imageOf(input, cover)] : [],
    },
    ReleaseList: {
      Release: releaseOf(input),
      TrackRelease: release.tracks.map((track, i) => trackRelease(input, track, i)),
    },
    DealList: dealList(release),
  };
  const builder = new XMLBuilder({
    ...{ ignoreAttributes: false, attributeNamePrefix: '@_', format: true, indentBy: '  ', suppressEmptyNode: true },
    suppressBooleanAttributes: false,
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ 'ern:NewReleaseMessage': message })}`;
}
