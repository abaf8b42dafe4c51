import fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchDoc, type Searchable } from './doc.ts';
import { compileSearch } from './search.ts';

const now = new Date(2026, 5, 15, 12).getTime();
const day = 86_400_000;

const blank: Searchable = {
  ...{ title: '', artist: '', album: '', genre: '', comment: '', fileName: '', codec: 'WAV', tags: [], lists: [] },
  ...{ colour: null, safe: false, bpm: null, camelot: null, energy: null, lufs: null, lengthSec: 0, rating: 0 },
  ...{ year: null, plays: 0, played: null, added: now },
};
const night = searchDoc({
  ...blank,
  ...{ title: 'Nächtlicher Zug', artist: 'Größe', album: 'Züge', genre: 'Deep House', comment: 'Mix: Two' },
  ...{ fileName: '01.wav', tags: ['Peak', 'vocal cut'], lists: ['Warm up'], colour: '#e5484d', safe: true },
  ...{ bpm: 124.02, camelot: '8A', energy: 7, lufs: -9.3, lengthSec: 215, rating: 4, year: 2019 },
  ...{ plays: 3, played: now - 5 * day, added: new Date(2026, 4, 20, 10).getTime() },
});
const empty = searchDoc(blank);
const finds = (line: string, doc = night) => compileSearch(line, now).test(doc);

test.each([
  ['', true],
  ['zug', true],
  ['nachtlicher', true],
  ['zug grosse', true],
  ['zug fehlt', false],
  ['-zug', false],
  ['-fehlt zug', true],
  ['"nächtlicher zug"', true],
  ['"zug nächtlicher"', false],
  ['="nächtlicher zug"', true],
  ['="nächtlicher"', false],
  ['peak', true],
  ['mix: two', true],
  ['01.wav', true],
  ['artist:größe', true],
  ['artist:"gro"', true],
  ['artist:="größe"', true],
  ['artist:="größ"', false],
  ['artist:zug', false],
  ['-artist:zug', true],
  ['title:"licher zug"', true],
  ['Interpret:größe', true],
  ['genre:house', true],
  ['genre:', false],
  ['-genre:', true],
  ['genre:""', false],
  ['comment:mix', true],
  ['file:01', true],
  ['codec:wav', true],
  ['bpm:124', true],
  ['bpm:125', false],
  ['bpm:124.0', true],
  ['bpm:124.1', false],
  ['bpm:120-128', true],
  ['bpm:125-128', false],
  ['bpm:128-120', true],
  ['bpm:123,9-124,1', true],
  ['bpm:120..128', true],
  ['bpm:120-', true],
  ['bpm:-120', false],
  ['-bpm:120-128', false],
  ['bpm:>124', true],
  ['bpm:>=124.1', false],
  ['bpm:<124', false],
  ['bpm:<=130', true],
  ['bpm:', false],
  ['bpm:~124', true],
  ['bpm:~62', true],
  ['bpm:~248', true],
  ['bpm:~130', false],
  ['bpm:~126±3', true],
  ['bpm:~126+-1', false],
  ['bpm:~126±2%', true],
  ['key:8A', true],
  ['key:8a', true],
  ['key:8', true],
  ['key:8B', false],
  ['key:~8B', true],
  ['key:~9A', true],
  ['key:~7A', true],
  ['key:~9B', false],
  ['key:am', true],
  ['key:Amin', true],
  ['key:C', false],
  ['key:1m', true],
  ['key:1d', false],
  ['key:7B,8A', true],
  ['key:minor', true],
  ['key:dur', false],
  ['key:', false],
  ['energy:7', true],
  ['energy:>7', false],
  ['lufs:-9.3', true],
  ['lufs:-10--8', true],
  ['lufs:-10..-8', true],
  ['lufs:>-9', false],
  ['length:3:35', true],
  ['length:3:00-4:00', true],
  ['length:>5m', false],
  ['length:<4:00', true],
  ['rating:>=3', true],
  ['rating:4', true],
  ['rating:5', false],
  ['rating:', false],
  ['year:2019', true],
  ['year:2010-2018', false],
  ['plays:3', true],
  ['plays:>3', false],
  ['played:7d', true],
  ['played:2d', false],
  ['played:>3d', true],
  ['played:', false],
  ['added:2026-05', true],
  ['added:2026', true],
  ['added:2025', false],
  ['added:2026-05-20', true],
  ['added:2026-05-01..2026-05-31', true],
  ['added:>=2026-06-01', false],
  ['added:<2026-05-20', false],
  ['added:today', false],
  ['tag:peak', true],
  ['tag:"vocal cut"', true],
  ['tag:="vocal"', false],
  ['-tag:demo', true],
  ['tag:', false],
  ['crate:warm', true],
  ['crate:="warm up"', true],
  ['crate:other', false],
  ['crate:', false],
  ['colour:red', true],
  ['farbe:rot', true],
  ['color:blue', false],
  ['colour:', false],
  ['safe:yes', true],
  ['safe:no', false],
  ['zug OR fehlt', true],
  ['fehlt OR fehlte', false],
  ['fehlt | zug', true],
  ['fehlt OR zug bpm:120-128', true],
  ['(fehlt OR zug) -key:8A', false],
  ['-(fehlt OR peak)', false],
  ['-(fehlt fehlte)', true],
  ['--zug', true],
  ['sort:-bpm zug', true],
])('%j', (line, found) => {
  const { errors } = compileSearch(line, now);
  expect([finds(line), errors]).toEqual([found, []]);
});

test.each([
  'bpm:',
  'key:',
  'rating:',
  'played:',
  'tag:',
  'crate:',
  'colour:',
  'genre:',
  'energy:',
  'lufs:',
  'year:',
  'plays:0',
])('what has none is found by %j', (line) => expect(finds(line, empty)).toBe(true));

test.each(['bpm:1-999', 'key:1', 'bpm:~120', 'rating:<3', 'energy:<9', 'lufs:<0', 'played:10y', 'key:minor'])(
  'what was not analysed or rated has no place in %j',
  (line) => expect(finds(line, empty)).toBe(false),
);

// While it is being typed a line narrows what it says so far, and complains of nothing that can still become right.
test.each([
  'zug OR',
  '(zug',
  'zug -',
  '"nächt',
  'title:"nächtlicher z',
  'bpm:>',
  'bpm:>=',
  'bpm:~',
  'bpm:120-',
  'bpm:~124±',
  'key:~',
  'key:8A,',
  'zug sort:',
  'zug sort:-b',
  'OR',
  'added:>',
])('%j is not finished, and no error', (line) =>
  expect([finds(line), compileSearch(line, now).errors]).toEqual([true, []]),
);

test.each([
  ['bpm:fast', 'number', 0, 8],
  ['zug bpm:12x', 'range', 4, 11],
  ['key:9Z', 'key', 0, 6],
  ['zug  added:2026-13', 'date', 5, 18],
  ['length:long', 'length', 0, 11],
  ['safe:maybe', 'yes_no', 0, 10],
  ['zug ) x', 'bracket', 4, 5],
  ['sort:beauty', 'sort', 0, 11],
  ['-energy:high', 'number', 1, 12],
])('%j: %s from %i to %i, and the rest counts', (line, code, start, end) => {
  const { errors } = compileSearch(line, now);
  expect(errors).toMatchObject([{ code, start, end }]);
});

test('a term that means nothing hides nothing', () => {
  expect(finds('zug bpm:fast')).toBe(true);
  expect(finds('-bpm:fast')).toBe(true);
  expect(finds('fehlt bpm:fast')).toBe(false);
});

test('columns to sort by, in both directions and languages', () => {
  expect(compileSearch('sort:-bpm,tonart,title').sort).toEqual([
    { column: 'bpm', descending: true },
    { column: 'key', descending: false },
    { column: 'title', descending: false },
  ]);
  expect(compileSearch('zug').sort).toEqual([]);
});

test('anything may be typed, pasted and nested', () => {
  const pieces = fc.constantFrom(
    'bpm:',
    'key:~',
    '-',
    '(',
    ')',
    '"',
    'OR',
    '=',
    '..',
    '120',
    '±',
    ' ',
    'added:',
    '>',
    ',',
    'sort:',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 20 }), (parts) => void finds(parts.join(''))),
  );
  for (const line of [
    '('.repeat(100_000),
    '-'.repeat(100_000),
    'bpm:'.repeat(10_000),
    '"'.repeat(50_001),
    '-'.repeat(5000) + 'x',
  ]) {
    expect(() => finds(line)).not.toThrow();
  }
});

test('fields named as things that every object has are words', () => {
  for (const line of ['constructor:x', '__proto__:x', 'tostring:1']) expect(finds(line)).toBe(false);
});
