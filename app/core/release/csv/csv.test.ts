import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { releaseBundleSchema, type ReleaseBundle } from '#contracts/release/release.ts';
import { goodRelease } from '../rules/fixtures/corpus.ts';
import { readItems, writeItems } from './items.ts';
import { readCatalogue, type CatalogueEvent } from './read.ts';
import { writeCatalogue } from './write.ts';

let ids = 0;
const newId = () => `id-${ids++}`;
const read = (table: string) => {
  const events: CatalogueEvent[] = [...readCatalogue(table, newId)];
  return {
    releases: events.flatMap((event) => ('release' in event ? [event.release.bundle] : [])),
    problems: events.flatMap((event) => ('problem' in event ? [event.problem] : [])),
  };
};

/** Names instead of ids, and without what a table does not carry: files and ids. */
function comparable({ release, parties }: ReleaseBundle) {
  const names = new Map(parties.map(({ id, kind, name }) => [id, `${kind} ${name}`]));
  const text = JSON.stringify({
    ...release,
    id: '',
    cover: null,
    attachments: [],
    tracks: release.tracks.map((track) => ({ ...track, id: '', audio: null })),
  });
  const withNames = JSON.parse(text, (_, value: unknown) =>
    typeof value === 'string' ? (names.get(value) ?? value) : value,
  ) as unknown;
  return {
    release: withNames,
    parties: parties.filter(({ identifiers }) => identifiers.length > 0).map(({ id: _, ...party }) => party),
  };
}

test('200 releases come back from their table', () => {
  const bundles = Array.from({ length: 200 }, (_, seed) => goodRelease(seed).bundle);
  const { releases, problems } = read([...writeCatalogue(bundles)].join(''));
  expect(problems).toEqual([]);
  expect(releases.map(comparable)).toEqual(bundles.map(comparable));
  for (const bundle of releases) expect(v.is(releaseBundleSchema, bundle)).toBe(true);
});

test('any text comes back, with quotes, lines, formulas and brackets', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 }).map((one) => one.replace(/\0/g, '').trim());
  const name = text.filter((one) => one !== '' && one !== 'new');
  fc.assert(
    fc.property(text, text, name, fc.integer({ min: 0, max: 199 }), (title, lyrics, artist, seed) => {
      const { bundle } = structuredClone({ bundle: goodRelease(seed).bundle });
      Object.assign(bundle.release, { title, notes: lyrics });
      Object.assign(bundle.release.tracks[0] ?? {}, { title: `${title}!`, lyrics });
      if (bundle.release.tracks[0]) bundle.release.tracks[0].ai.vocals = 'generated';
      for (const party of bundle.parties) if (party.kind === 'artist') party.name = `${artist} ${party.id}`;
      const { releases, problems } = read([...writeCatalogue([bundle])].join(''));
      expect(problems).toEqual([]);
      expect(releases.map(comparable)).toEqual([comparable(bundle)]);
    }),
    { numRuns: 60 },
  );
});

test('items of a cell', () => {
  const item = fc.record({
    text: fc
      .string()
      .map((one) => one.trim())
      .filter(Boolean),
    parts: fc.array(fc.string(), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 5 }), (all) => {
      expect(readItems(writeItems(all))).toEqual(all);
    }),
  );
  expect(readItems('A [primary')).toBeNull();
});

describe('tables of others', () => {
  test('semicolons, a byte order mark, names as elsewhere, and rows without a key', () => {
    const { releases, problems } = read(
      '\uFEFFAlbum;Barcode;Disc;Track Title;ISRC;Artist\r\nOne;036000291452;1;A;;X\r\nOne;036000291452;2;B;;X; Y\r\n\r\nTwo;;1;C;;Z\r\n',
    );
    expect(problems).toEqual([]);
    expect(
      releases.map(({ release }) => [
        release.title,
        release.upc,
        release.volumes,
        release.tracks.map(({ title }) => title),
      ]),
    ).toEqual([
      ['One', '036000291452', 2, ['A', 'B']],
      ['Two', '', 1, ['C']],
    ]);
  });

  test('each wrong cell is told with row, column and reason, and the rest is read', () => {
    const table = [
      'release_title,territories,format,title,recording_year,splits,colour',
      'One,UK,single,A,MMXX,Eve [half],red',
      '',
      'One,UK,album,B,2020,Eve [50 %],',
    ].join('\n');
    const { releases, problems } = read(table);
    expect(problems.map(({ row, column, name, fault }) => [row, column, name, fault])).toEqual([
      [1, 6, 'colour', 'unknown_column'],
      [2, 1, 'territories', 'not_territory'],
      [2, 4, 'recording_year', 'not_number'],
      [2, 5, 'splits', 'not_fraction'],
      [4, 2, 'format', 'differs'],
    ]);
    expect(releases[0]?.release.tracks.map(({ title, splits }) => [title, splits.length])).toEqual([
      ['A', 0],
      ['B', 1],
    ]);
  });

  test('100,000 rows are read in bounded time, the wrong ones counted', () => {
    const lines = Array.from(
      { length: 100_000 },
      (_, i) => `R${Math.floor(i / 10)},T${i},${i % 2 === 0 ? 'x' : 2020},Name ${i % 50} [COMPOSER]`,
    );
    const started = performance.now();
    const { releases, problems } = read(`release_key,title,recording_year,contributors\n${lines.join('\n')}`);
    expect(releases).toHaveLength(10_000);
    expect(problems).toHaveLength(1000);
    expect(problems.at(-1)?.fault).toBe('too_many');
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});
