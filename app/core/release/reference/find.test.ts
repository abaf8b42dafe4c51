import { expect, it } from 'vitest';
import { ReferenceIndex } from './find.ts';

const listOf = (...names: string[]) => names.map((name, id) => ({ id: String(id), name }));
const names = (found: readonly { readonly name: string }[]) => found.map(({ name }) => name);

it('finds names without accents and case, whole names before beginnings before words before the rest', () => {
  const index = new ReferenceIndex(listOf('Embjorka', 'The Björk Trio', 'Bjorken', 'Björk', 'Other'));
  expect(names(index.find('BJORK'))).toEqual(['Björk', 'Bjorken', 'The Björk Trio', 'Embjorka']);
  expect(index.find('  ')).toEqual([]);
  expect(index.find('nobody')).toEqual([]);
});

it('searches a hundred thousand names in less than 50 ms', () => {
  const many = Array.from({ length: 100_000 }, (_, at) => ({ id: String(at), name: `Artist number ${at} of many` }));
  const index = new ReferenceIndex(many);
  index.find('warm');
  const times = ['9', 'number 99', 'zz', 'of many'].map((text) => {
    const begun = performance.now();
    index.find(text);
    return performance.now() - begun;
  });
  // The middle one: another program may hold the processor for a moment.
  expect(times.toSorted((a, b) => a - b)[2]).toBeLessThan(50);
  expect(names(index.find('99999'))).toEqual(['Artist number 99999 of many']);
});
