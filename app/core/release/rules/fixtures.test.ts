import { describe, expect, test } from 'vitest';
import { refusalCodes } from '#contracts/release/refusal-codes.ts';
import { draftOf } from './fixtures/draft.ts';
import { fixtures } from './fixtures/fixtures.ts';
import { preflight } from './preflight.ts';
import { allCodes } from './rule-set.ts';
import { ddexRuleSet } from './sets/ddex.ts';
import { fugaRuleSet } from './sets/fuga.ts';

test('109 refusals can be foreseen', () => expect(refusalCodes).toHaveLength(109));

test('nothing is found in the good release', () => expect(preflight(draftOf(), fugaRuleSet)).toEqual([]));

test('another distributor asks for other things, by data alone', () => {
  const bad = draftOf(
    fixtures.ARTIST_IDENTIFIER_REQUIRED.bad,
    fixtures.CANNOT_UPDATE_ISRC.bad,
    fixtures.FIELD_REQUIRED.bad,
  );
  expect(preflight(bad, ddexRuleSet).map(({ code }) => code)).toEqual(['FIELD_REQUIRED']);
  const small = { ...fugaRuleSet.limits, cover: { ...fugaRuleSet.limits.cover, least: 3001 } };
  expect(preflight(draftOf(), { ...fugaRuleSet, limits: small }).map(({ code }) => code)).toContain(
    'IMAGE_COVER_ART_BELOW_MINIMUM_DIMENSIONS',
  );
});

describe.each(allCodes)('%s', (code) => {
  const { bad, good } = fixtures[code];

  test('is found where it is, in the same words each time', () => {
    const found = preflight(draftOf(bad), fugaRuleSet);
    expect(found.map((one) => one.code)).toContain(code);
    expect(
      found
        .filter((one) => one.code === code)
        .every(({ severity }) => (severity === 'block') === (refusalCodes as readonly string[]).includes(code)),
    ).toBe(true);
    expect(preflight(draftOf(bad), fugaRuleSet)).toEqual(found);
  });

  test('is not found where it just is not', () => {
    expect(preflight(draftOf(good), fugaRuleSet).map((one) => one.code)).not.toContain(code);
  });
});
