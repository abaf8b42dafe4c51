import type { Release, Territories } from '#contracts/release/release.ts';
import { isDate } from '../dates/calendar.ts';
import { intersection } from '../territories/algebra.ts';
import type { Node } from './message.ts';
import { territoryList } from './values.ts';

const MODELS = [
  { CommercialModelType: 'SubscriptionModel', UseType: ['OnDemandStream', 'NonInteractiveStream'] },
  { CommercialModelType: 'AdvertisementSupportedModel', UseType: ['OnDemandStream', 'NonInteractiveStream'] },
  { CommercialModelType: 'PayAsYouGoModel', UseType: ['PermanentDownload'] },
] as const;

/** Streams and downloads from the release date on; a pre-order before it; tracks with territories or days of their own apart. */
export function dealList(release: Release): Node {
  const { dates } = release;
  const key = ({ territories, preorder, releaseDate }: Release['tracks'][number]) =>
    JSON.stringify([territories, preorder === 'instantGratification' ? releaseDate || dates.preorder : '']);
  const groups = Map.groupBy(
    release.tracks.map((track, i) => ({ track, reference: `R${i + 1}` })),
    ({ track }) => key(track),
  );
  const plain = JSON.stringify([null, '']);
  const ofRelease = {
    references: ['R0', ...(groups.get(plain) ?? []).map(({ reference }) => reference)],
    own: release.territories,
    start: dates.release,
  };
  const apart = [...groups]
    .filter(([name]) => name !== plain)
    .map(([, tracks]) => {
      const [first] = tracks;
      const own = first?.track.territories;
      const day = first?.track.preorder === 'instantGratification' ? first.track.releaseDate || dates.preorder : '';
      return {
        references: tracks.map(({ reference }) => reference),
        own: own ? intersection(own, release.territories) : release.territories,
        start: day || dates.release,
      };
    });
  return {
    ReleaseDeal: [ofRelease, ...apart].map(({ references, own, start }, i) => ({
      DealReleaseReference: references,
      Deal: [...MODELS.map((model) => deal(own, start, dates.end, model)), ...(i === 0 ? preorderDeal(release) : [])],
    })),
  };
}

const period = (start: string, end: string): Node =>
  isDate(start) ? { ValidityPeriod: { StartDate: start, ...(isDate(end) ? { EndDate: end } : {}) } } : {};

const deal = (
  own: Territories,
  start: string,
  end: string,
  { CommercialModelType, UseType }: (typeof MODELS)[number],
): Node => ({
  DealTerms: { TerritoryCode: territoryList(own), ...period(start, end), CommercialModelType, UseType: [...UseType] },
});

const preorderDeal = ({ dates, territories }: Release): readonly Node[] =>
  isDate(dates.preorder)
    ? [
        {
          DealTerms: {
            TerritoryCode: territoryList(territories),
            ...period(dates.preorder, dates.release),
            ...{ CommercialModelType: 'PayAsYouGoModel', UseType: 'PermanentDownload', IsPreOrderDeal: 'true' },
          },
        },
      ]
    : [];
