import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atOnce } from '../../ordering/order.ts';
import { NOWHERE, numberPlaces, sortedByPlaces } from './places.ts';
import { Ranking } from './ranking.ts';

const { compare } = new Intl.Collator('de', { numeric: true, sensitivity: 'base' });

const isOrderOf = (ranking: Ranking, texts: readonly string[]) => {
  const sorted = [...texts].sort(compare);
  for (const [i, text] of sorted.entries()) {
    const before = sorted[i - 1];
    if (before === undefined) continue;
    const [a, b] = [ranking.placeOf(before), ranking.placeOf(text)];
    expect(compare(before, text) === 0 ? a === b : a < b, `${before} ${a}, ${text} ${b}`).toBe(true);
  }
};

const word = fc.string({ unit: fc.constantFrom('a', 'ä', 'A', 'b', '1', '10', ' ', 'ß', '9'), maxLength: 4 });

test('places are in the order of the collator, in however many lots the texts come', () => {
  fc.assert(
    fc.property(fc.array(fc.array(word, { maxLength: 40 }), { maxLength: 4 }), (lots) => {
      const ranking = new Ranking(compare);
      for (const lot of lots) atOnce(ranking.learn(lot));
      isOrderOf(ranking, lots.flat());
    }),
  );
});

test('one text into many, and two lots learned at the same time', () => {
  const many = Array.from({ length: 2500 }, (_, i) => `Song ${(i * 7919) % 2500}`);
  const ranking = new Ranking(compare);
  const slow = ranking.learn(many);
  slow.next();
  atOnce(ranking.learn(many.slice(0, 700)));
  atOnce({ [Symbol.iterator]: () => slow, next: () => slow.next() } as Generator<void, void>);
  atOnce(ranking.learn(['Song 12b', 'SONG 7', '']));
  isOrderOf(ranking, [...many, 'Song 12b', 'SONG 7', '']);
  expect(ranking.placeOf('SONG 7')).toBe(ranking.placeOf('Song 7'));
});

test('counting sorts as comparing does', () => {
  const value = fc.option(fc.integer({ min: -3, max: 9 }), { nil: null });
  fc.assert(
    fc.property(fc.array(value), fc.boolean(), (values, descending) => {
      const start = Int32Array.from(values, (_, i) => i);
      const sorted = sortedByPlaces(start, numberPlaces(values), descending);
      const expected = [...start].sort((a, b) => {
        const [x, y] = [values[a] ?? null, values[b] ?? null];
        if (x === null || y === null) return Number(x === null) - Number(y === null);
        return descending ? y - x : x - y;
      });
      expect([...sorted]).toEqual(expected);
    }),
  );
  expect(numberPlaces([null]).places[0]).toBe(NOWHERE);
});
