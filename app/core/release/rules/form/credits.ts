import type { ReleaseTrack } from '#contracts/release/release.ts';
import { NO_WORDS } from '../../languages/codes.ts';
import type { Limits } from '../limits.ts';
import type { Look } from '../look.ts';
import { eachTrack, fix, inRelease, inTrack, when } from '../rule.ts';

const has = (track: ReleaseTrack, roles: readonly string[]) =>
  track.contributors.some(({ role }) => roles.includes(role.toUpperCase()));

/** Each track needs somebody with one of these roles. */
const needs = (needed: (track: ReleaseTrack, roles: Limits['roles']) => boolean) =>
  eachTrack((track, { roles }) =>
    when(needed(track, roles), () => ({ place: inTrack(track, 'contributors'), details: { title: track.title } })),
  );

const hasNoPublisher = (track: ReleaseTrack) => track.publisherIds.length === 0 && !track.copyrightControl;
const allLackPublishers = ({ tracks }: Look) => tracks.length > 1 && tracks.every(hasNoPublisher);

const oneLacksPublisher = eachTrack((track) =>
  when(hasNoPublisher(track), () => ({
    place: inTrack(track, 'publisherIds'),
    details: { title: track.title },
    fix: fix('setCopyrightControl'),
  })),
);

/** "…", "-", "n/a": something stands there, and it is no text. */
const isPlaceholder = (lyrics: string) =>
  lyrics !== '' && (!/\p{L}/u.test(lyrics) || /^(n\/?a|tbd|tba|todo|x+)$/i.test(lyrics));

export const creditRules = {
  CONTRIBUTOR_COMPOSER_REQUIRED: needs((track, { composer }) => !has(track, composer)),

  CONTRIBUTOR_LYRICIST_REQUIRED: needs(
    (track, { lyricist }) => track.audioLanguage !== NO_WORDS && !has(track, lyricist),
  ),

  CREDITED_PERFORMERS_REQUIRED: needs(
    (track, { performer }) => !has(track, performer) && !track.contributors.some(({ instrument }) => instrument !== ''),
  ),

  CREDITED_PRODUCTION_AND_ENGINEERING_REQUIRED: needs((track, { production }) => !has(track, production)),

  CREDITED_COMPOSITION_AND_LYRICS_REQUIRED: needs(
    (track, { composer, lyricist }) => !has(track, composer) && !has(track, lyricist),
  ),

  CANNOT_HAVE_PUBLISHING_HOUSE_WITH_COPYRIGHT_CONTROL: eachTrack((track) =>
    when(track.copyrightControl && track.publisherIds.length > 0, () => ({
      place: inTrack(track, 'publisherIds'),
      details: { title: track.title, count: track.publisherIds.length },
      fix: fix('keepPublishers'),
    })),
  ),

  // One finding for the release where no track has any: it was forgotten, not missed.
  MUST_HAVE_PUBLISHING_HOUSE_WITHOUT_COPYRIGHT_CONTROL: (look: Look) =>
    allLackPublishers(look) ? [] : oneLacksPublisher(look),

  PUBLISHERS_ARE_REQUIRED: (look: Look) =>
    when(allLackPublishers(look), () => ({
      place: inRelease('tracks'),
      details: { count: look.tracks.length },
      fix: fix('setCopyrightControl'),
    })),

  LYRICS_ARE_REQUIRED: eachTrack((track, { lyricsRequiredFor }) => {
    const isAsked = lyricsRequiredFor.includes(track.explicit) && track.audioLanguage !== NO_WORDS;
    // "…", "-", "n/a": something stands there, and it is no text.
    return when((isAsked && track.lyrics.trim() === '') || isPlaceholder(track.lyrics.trim()), () => ({
      place: inTrack(track, 'lyrics'),
      details: { title: track.title },
      ...(isAsked ? {} : { fix: fix('setField', { value: '' }) }),
    }));
  }),
};
