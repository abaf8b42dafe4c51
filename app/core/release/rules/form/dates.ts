import { daysBetween, isDate } from '../../dates/calendar.ts';
import type { Look } from '../look.ts';
import { gathered, inRelease, inTrack, setTo, when } from '../rule.ts';

/** Whether the second date is after the first by at least so many days; false where one is no date. */
const isAtLeast = (days: number, from: string, to: string) => (daysBetween(from, to) ?? -Infinity) >= days;

const fields = ['release', 'original', 'preorder', 'preview', 'end'] as const;
const yearOf = (date: string) => (isDate(date) ? Number(date.slice(0, 4)) : 0);

export const dateRules = {
  INVALID_DATE: ({ release, tracks }: Look) => [
    ...gathered(fields, (field) =>
      when(release.dates[field] !== '' && !isDate(release.dates[field]), () => ({
        place: inRelease(`dates.${field}`),
        details: { value: release.dates[field] },
      })),
    ),
    ...gathered(tracks, (track) =>
      when(track.releaseDate !== '' && !isDate(track.releaseDate), () => ({
        place: inTrack(track, 'releaseDate'),
        details: { value: track.releaseDate },
      })),
    ),
  ],

  RELEASE_DATE_REQUIRED: ({ release }: Look) =>
    when(release.dates.release === '', () => ({ place: inRelease('dates.release') })),

  DATE_CANNOT_BE_IN_FUTURE: ({ release, tracks, today }: Look) => {
    const thisYear = yearOf(today);
    // Rights are stated for the year in which the release comes out.
    const latest = Math.max(thisYear, yearOf(release.dates.release));
    const later = (place: ReturnType<typeof inRelease>, year: number | null, most: number) =>
      when(year !== null && thisYear > 0 && year > most && year <= 9999, () => ({
        ...{ place, details: { value: year ?? 0, latest: most }, fix: setTo(most) },
      }));
    return [
      ...later(inRelease('recordingYear'), release.recordingYear, thisYear),
      ...later(inRelease('cLine.year'), release.cLine.year, latest),
      ...later(inRelease('pLine.year'), release.pLine.year, latest),
      ...gathered(tracks, (track) => [
        ...later(inTrack(track, 'recordingYear'), track.recordingYear, thisYear),
        ...later(inTrack(track, 'pLine.year'), track.pLine.year, latest),
      ]),
    ];
  },

  ORIGINAL_RELEASE_SHOULD_BE_EQUAL_OR_BEFORE_CONSUMER_RELEASE_DATE: ({ release: { dates } }: Look) =>
    when(isAtLeast(1, dates.release, dates.original), () => ({
      place: inRelease('dates.original'),
      details: { original: dates.original, release: dates.release },
      fix: setTo(dates.release),
    })),

  PREORDERDATE_MUST_PRECEDE_RELEASEDATE: ({ release: { dates } }: Look) =>
    when(isAtLeast(0, dates.release, dates.preorder), () => ({
      place: inRelease('dates.preorder'),
      details: { preorder: dates.preorder, release: dates.release },
      fix: setTo(''),
    })),

  PREVIEW_DATE_BEFORE_RELEASE_DATE: ({ release: { dates } }: Look) =>
    when(isAtLeast(0, dates.release, dates.preview), () => ({
      place: inRelease('dates.preview'),
      details: { preview: dates.preview, release: dates.release },
      fix: setTo(''),
    })),

  STARTDATE_SHOULD_PRECEDE_ENDDATE: ({ release: { dates } }: Look) =>
    when(isAtLeast(0, dates.end, dates.release), () => ({
      place: inRelease('dates.end'),
      details: { end: dates.end, release: dates.release },
      fix: setTo(''),
    })),
};
