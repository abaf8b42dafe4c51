import { parseXml, type XmlNode } from './xml.ts';

/**
 * Order and number of child elements by the public notes on the ERN 4.3 schema: a sequence of `Name`, `Name?`, `Name*`
 * or `Name+`. The schema itself is DDEX's and not part of this project, so this table stands in for it: it knows the
 * elements that we write, not what else the schema allows, nor its data types.
 */
const sequences: Readonly<Record<string, string>> = {
  'ern:NewReleaseMessage': 'MessageHeader PartyList ResourceList ReleaseList DealList?',
  MessageHeader:
    'MessageThreadId? MessageId MessageFileName? MessageSender MessageRecipient+ MessageCreatedDateTime MessageControlType?',
  PartyList: 'Party+',
  Party: 'PartyReference PartyName+ PartyId*',
  ResourceList: 'SoundRecording* Image*',
  SoundRecording:
    'ResourceReference Type SoundRecordingEdition+ DisplayTitleText+ DisplayTitle+ VersionType* DisplayArtistName+ DisplayArtist+ Contributor* Duration ParentalWarningType+ IsInstrumental? LanguageOfPerformance*',
  SoundRecordingEdition: 'ResourceId+ PLine* TechnicalDetails*',
  DeliveryFile: 'Type AudioCodecType? NumberOfChannels? SamplingRate? BitsPerSample? Duration? File',
  File: 'URI HashSum? FileSize?',
  HashSum: 'Algorithm HashSumValue',
  DisplayArtist: 'ArtistPartyReference DisplayArtistRole+',
  Contributor: 'ContributorPartyReference Role*',
  Image: 'ResourceReference Type ResourceId+ TechnicalDetails*',
  ReleaseList: 'Release TrackRelease*',
  Release:
    'ReleaseReference ReleaseType+ ReleaseId DisplayTitleText+ DisplayTitle+ DisplayArtistName+ DisplayArtist+ ReleaseLabelReference+ PLine* CLine* Duration? Genre+ ReleaseDate* OriginalReleaseDate* ParentalWarningType+ ResourceGroup',
  ResourceGroup: 'SequenceNumber? ResourceGroup* ResourceGroupContentItem* LinkedReleaseResourceReference*',
  ResourceGroupContentItem: 'SequenceNumber ReleaseResourceReference',
  TrackRelease: 'ReleaseReference ReleaseId ReleaseResourceReference ReleaseLabelReference+ Genre+',
  DealList: 'ReleaseDeal*',
  ReleaseDeal: 'DealReleaseReference+ Deal+',
  DealTerms: 'TerritoryCode+ ValidityPeriod+ CommercialModelType* UseType* IsPreOrderDeal?',
  ValidityPeriod: 'StartDate? EndDate?',
  Genre: 'GenreText SubGenre?',
};

/** What is out of order, missing or unknown in a message, as paths. */
export function structureErrors(xml: string): readonly string[] {
  const errors: string[] = [];
  const visit = (node: XmlNode, path: string) => {
    const sequence = sequences[node.name];
    if (sequence !== undefined) {
      const form = sequence.split(' ').map((part) => {
        const [, name, count] = /^(.*?)([?*+]?)$/.exec(part) ?? [];
        return `(?:${name};)${count}`;
      });
      const children = node.children.map(({ name }) => `${name};`).join('');
      if (!new RegExp(`^${form.join('')}$`).test(children)) errors.push(`${path}: ${children}`);
    }
    for (const child of node.children) visit(child, `${path}/${child.name}`);
  };
  visit(parseXml(xml), 'ern:NewReleaseMessage');
  return errors;
}
