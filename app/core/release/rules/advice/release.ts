import { daysBetween } from '../../dates/calendar.ts';
import { parseIpi } from '../../identifiers/ipi.ts';
import { parseIsni } from '../../identifiers/isni.ts';
import { parseIswc } from '../../identifiers/iswc.ts';
import { againstWhole, fractionText, sumOfSplits } from '../../shares/fractions.ts';
import type { Look } from '../look.ts';
import { eachParty, eachTrack, gathered, inParty, inRelease, inTrack, setTo, when } from '../rule.ts';

/** Identifiers of a kind that do not check. */
const wrong = (scheme: string, parse: (typed: string) => string | null) =>
  eachParty((party) =>
    gathered(party.identifiers, (one) =>
      when(one.scheme === scheme && one.value.trim() !== '' && parse(one.value) === null, () => ({
        place: inParty(party, `identifiers.${scheme}`),
        details: { name: party.name, value: one.value },
      })),
    ),
  );

/** From so many main artists on, none of whom is on all tracks, it looks like a compilation. */
const MANY_ARTISTS = 4;

export const releaseAdvice = {
  LEAD_TIME_SHORT: ({ release, today, limits }: Look) => {
    const days = daysBetween(today, release.dates.release);
    return when(days !== null && days >= 0 && days < limits.leadDays, () => ({
      place: inRelease('dates.release'),
      details: { days: days ?? 0, least: limits.leadDays },
    }));
  },

  SPLITS_NOT_WHOLE: eachTrack((track) => {
    const sum = sumOfSplits(track.splits);
    return when(track.splits.length > 0 && againstWhole(sum) < 0, () => ({
      place: inTrack(track, 'splits'),
      details: { title: track.title, sum: fractionText(sum) },
    }));
  }),

  COMPILATION_LIKELY: ({ release, tracks }: Look) => {
    const primary = tracks.map(({ artists }) =>
      artists.filter(({ role }) => role === 'primary').map(({ partyId }) => partyId),
    );
    const all = new Set(primary.flat());
    const isShared = [...all].some((id) => primary.every((ids) => ids.includes(id)));
    const years = tracks.map(({ recordingYear }) => recordingYear).filter((year) => year !== null);
    const span = years.length > 0 ? Math.max(...years) - Math.min(...years) : 0;
    const isMixed = all.size >= MANY_ARTISTS && !isShared;
    return when(!release.isCompilation && tracks.length >= MANY_ARTISTS && (isMixed || span >= 2), () => ({
      place: inRelease('isCompilation'),
      details: { artists: all.size, years: span },
      fix: setTo(true),
    }));
  },

  ISNI_WRONG: wrong('isni', parseIsni),
  IPI_WRONG: wrong('ipi', parseIpi),

  ISWC_WRONG: eachTrack((track) =>
    when(track.iswc.trim() !== '' && parseIswc(track.iswc) === null, () => ({
      place: inTrack(track, 'iswc'),
      details: { value: track.iswc },
    })),
  ),
};
