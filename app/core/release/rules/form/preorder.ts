import { daysBetween, isDate } from '../../dates/calendar.ts';
import { sameTerritories } from '../../territories/algebra.ts';
import type { Look } from '../look.ts';
import { fix, gathered, inRelease, inTrack, setTo, when } from '../rule.ts';

const isBefore = (one: string, other: string) => (daysBetween(one, other) ?? 0) > 0;
const instant = ({ tracks }: Look) => tracks.filter(({ preorder }) => preorder === 'instantGratification');

export const preorderRules = {
  CANNOT_HAVE_OVER_HALF_INSTANT_GRATIFICATION: (look: Look) =>
    when(instant(look).length * 2 > look.tracks.length, () => ({
      place: inRelease('tracks'),
      details: { count: instant(look).length, most: Math.floor(look.tracks.length / 2) },
    })),

  TRACK_RELEASE_DATE_OUTSIDE_IGT_RANGE: (look: Look) => {
    const { preorder, release } = look.release.dates;
    return gathered(instant(look), (track) =>
      when(
        isDate(track.releaseDate) &&
          (isBefore(track.releaseDate, preorder) || (isDate(release) && !isBefore(track.releaseDate, release))),
        () => ({
          place: inTrack(track, 'releaseDate'),
          details: { date: track.releaseDate, preorder, release },
          ...(isBefore(preorder, release) ? { fix: setTo(preorder) } : {}),
        }),
      ),
    );
  },

  IGT_DOES_NOT_ALLOW_TERRITORY_RESTRICTIONS: (look: Look) =>
    gathered(instant(look), (track) =>
      when(track.territories !== null && !sameTerritories(track.territories, look.release.territories), () => ({
        place: inTrack(track, 'territories'),
        details: { title: track.title },
        fix: fix('useReleaseTerritories'),
      })),
    ),

  PRODUCT_MUST_NOT_HAVE_ONLY_PREORDER_ASSETS: ({ tracks }: Look) =>
    when(tracks.length > 0 && tracks.every(({ preorder }) => preorder === 'preorderOnly'), () => ({
      place: inRelease('tracks'),
      details: { count: tracks.length },
      fix: fix('releaseAllTracks'),
    })),

  PRE_ORDER_ONLY_TRACKS_MUST_BE_AT_THE_END_OF_TRACK_LIST: ({ tracks }: Look) => {
    const ordered = [...tracks].sort((a, b) => a.volume - b.volume);
    const lastFree = ordered.findLastIndex(({ preorder }) => preorder !== 'preorderOnly');
    return gathered(ordered.slice(0, Math.max(lastFree, 0)), (track) =>
      when(track.preorder === 'preorderOnly', () => ({
        place: inTrack(track, 'preorder'),
        details: { title: track.title },
        fix: fix('movePreorderOnlyLast'),
      })),
    );
  },
};
