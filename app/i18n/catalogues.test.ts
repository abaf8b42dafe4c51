import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { errorCodes } from '../contracts/errors/codes.ts';

const folder = new URL('./messages/', import.meta.url);
const areas = readdirSync(folder);
const project = JSON.parse(readFileSync(new URL('./project.inlang/settings.json', import.meta.url), 'utf8')) as {
  'plugin.inlang.messageFormat': { pathPattern: string[] };
};

function catalogue(area: string, locale: string): Record<string, unknown> {
  const { $schema: _, ...texts } = JSON.parse(readFileSync(new URL(`${area}/${locale}.json`, folder), 'utf8')) as {
    $schema: string;
  };
  return texts;
}

/** The `{variables}` of a message, plural variants included. */
const variables = (text: unknown) =>
  [...new Set([...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();

test('every catalogue is compiled', () => {
  const compiled = project['plugin.inlang.messageFormat'].pathPattern.map((path) => path.split('/')[2]);
  expect(compiled.sort()).toEqual([...areas].sort());
});

describe.each(areas)('%s', (area) => {
  const en = catalogue(area, 'en');
  const de = catalogue(area, 'de');

  test('has the same keys in both languages', () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
  });

  test('uses the same variables and leaves nothing empty', () => {
    for (const [key, text] of Object.entries(en)) {
      expect(variables(de[key]), key).toEqual(variables(text));
      expect(JSON.stringify(text).length, key).toBeGreaterThan(2);
      expect(JSON.stringify(de[key]).length, key).toBeGreaterThan(2);
    }
  });

  test('prefixes its keys with its name, so that no area overwrites another', () => {
    const prefixes = area === 'errors' ? ['error_'] : area === 'shell' ? ['shell_', 'app_'] : [`${area}_`];
    const foreign = Object.keys(en).filter((key) => !prefixes.some((prefix) => key.startsWith(prefix)));
    expect(foreign).toEqual([]);
  });
});

test('every error code has a message and every message a code', () => {
  const keys = errorCodes.map((code) => `error_${code.replaceAll('.', '_')}`);
  expect(Object.keys(catalogue('errors', 'en')).sort()).toEqual(keys.sort());
});
