import { m } from '#i18n/paraglide/messages.js';

const cures: readonly (readonly [RegExp, () => string])[] = [
  [/^ISRC_OF_OTHER_RECORDING/, m.delivery_cure_other_recording],
  [/^ISRC_OF_ENTRY_WITHOUT_AUDIO/, m.delivery_cure_entry_without_audio],
  [/^HTTP_(429|5\d\d)|TIME_?OUT|UNAVAILABLE|^NO_ANSWER/, m.delivery_cure_later],
  [/DUPLICATE|UNIQUE|ALREADY_EXISTS|SIMILAR/, m.delivery_cure_duplicate],
  [/REQUIRED|MISSING|NOT_BLANK|MUST_HAVE|EMPTY/, m.delivery_cure_missing],
  [/TOO_LONG|EXCEED|MAXIMUM|LIMIT/, m.delivery_cure_too_much],
  [/IMAGE|COVER|ARTWORK/, m.delivery_cure_cover],
  [/AUDIO|CODEC|SAMPLE|CHECKSUM|UPLOAD|DURATION/, m.delivery_cure_audio],
  [/DATE/, m.delivery_cure_date],
  [/INVALID|WRONG|NOT_IN_LIST|NOT_IN_RANGE|DISALLOWED/, m.delivery_cure_invalid],
];

/** What can be done about a refusal with this code; one of a kind that nobody knows is to be read as it stands. */
export function cureOf(code: string): string {
  return (cures.find(([pattern]) => pattern.test(code))?.[1] ?? m.delivery_cure_unknown)();
}
