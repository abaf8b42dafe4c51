import type { Translation } from '#contracts/release/release.ts';
import type { FieldPlace } from '#contracts/release/finding.ts';
import { foreignLetters } from '../../languages/scripts.ts';
import type { Look } from '../look.ts';
import { eachTrack, fix, gathered, inRelease, inTrack, setTo, when, type Found } from '../rule.ts';
import { eachText } from '../texts.ts';

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const UNREADABLE = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFFFD\uFFFE\uFFFF\u200B\u2060\uFEFF]|\p{Co}|\p{Cs}/u;
const PICTURES = /\p{Extended_Pictographic}/gu;

/** Symbols of rights are typed in titles, and are letters to nobody. */
const allowedPictures = /[©®™]/g;

function notAllowed({ title, version, language }: Translation): string {
  const text = `${title} ${version}`;
  const pictures = text.replace(allowedPictures, '').match(PICTURES) ?? [];
  return [...new Set(pictures)].join('') + foreignLetters(text, language);
}

const disallowed = (translations: readonly Translation[], place: FieldPlace): readonly Found[] =>
  gathered(translations, (translation) => {
    const characters = notAllowed(translation);
    return when(characters !== '', () => ({ place, details: { characters, language: translation.language } }));
  });

const untitled = (translations: readonly Translation[], place: FieldPlace): readonly Found[] =>
  gathered(translations, ({ title, language }) =>
    when(title.trim() === '', () => ({ place, details: { language }, fix: fix('removeTranslation', { language }) })),
  );

const trackDisallowed = eachTrack((track) => disallowed(track.translations, inTrack(track, 'translations')));
const trackUntitled = eachTrack((track) => untitled(track.translations, inTrack(track, 'translations')));

export const characterRules = {
  NOT_BLANK: eachText(({ place, text }) => (text.trim() === '' ? { place, fix: setTo('') } : null)),

  FIELD_TOO_LONG: eachText(({ place, text, kind }, { lengths }) => {
    const most = lengths[kind];
    return text.length > most ? { place, details: { length: text.length, most } } : null;
  }),

  INVALID_STRING: eachText(({ place, text, isLong }) =>
    UNREADABLE.test(text) || (!isLong && /[\n\r\t\u2028\u2029]/.test(text)) ? { place, fix: fix('cleanText') } : null,
  ),

  LOCALIZATION_DISALLOWED_CHARACTERS: (look: Look) => [
    ...disallowed(look.release.translations, inRelease('translations')),
    ...trackDisallowed(look),
  ],

  /** A translation needs a title, and a release that is translated needs its tracks translated too. */
  TRANSLATION_REQUIRED: (look: Look) => {
    const { release, tracks } = look;
    const languages = release.translations.filter(({ title }) => title.trim() !== '').map(({ language }) => language);
    return [
      ...untitled(release.translations, inRelease('translations')),
      ...trackUntitled(look),
      ...gathered(tracks, (track) =>
        languages
          .filter((language) => !track.translations.some((one) => one.language === language))
          .map((language) => ({ place: inTrack(track, 'translations'), details: { language } })),
      ),
    ];
  },
};
