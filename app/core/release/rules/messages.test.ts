import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cellFaults } from '../csv/cells.ts';
import { packageFaults } from '../ddex/limits.ts';
import { draftOf } from './fixtures/draft.ts';
import { fixtures } from './fixtures/fixtures.ts';
import { preflight } from './preflight.ts';
import { allCodes } from './rule-set.ts';
import { fugaRuleSet } from './sets/fuga.ts';

const catalogue = (locale: string) =>
  JSON.parse(
    readFileSync(new URL(`../../../i18n/messages/preflight/${locale}.json`, import.meta.url), 'utf8'),
  ) as Record<string, string>;
const texts = { en: catalogue('en'), de: catalogue('de') };
const keysOf = (code: string) => [`preflight_${code.toLowerCase()}_cause`, `preflight_${code.toLowerCase()}_cure`];

test('every code has its cause and its cure in both languages, and every text a code', () => {
  const keys = [
    '$schema',
    ...allCodes.flatMap(keysOf),
    ...cellFaults.map((fault) => `preflight_csv_${fault}`),
    ...packageFaults.map((fault) => `preflight_package_${fault}`),
  ].sort();
  expect(Object.keys(texts.en).sort()).toEqual(keys);
  expect(Object.keys(texts.de).sort()).toEqual(keys);
});

test.each(allCodes)('the texts of %s find their values in its findings', (code) => {
  const found = preflight(draftOf(fixtures[code].bad), fugaRuleSet).filter((one) => one.code === code);
  for (const key of keysOf(code)) {
    for (const text of [texts.en[key], texts.de[key]]) {
      const named = [...(text ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { details } of found) expect(Object.keys(details), key).toEqual(expect.arrayContaining(named));
    }
  }
});
