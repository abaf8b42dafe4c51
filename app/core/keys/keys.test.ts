import { expect, test } from 'vitest';
import { camelot, keyName, openKey, pitchClass } from './keys.ts';

test.each([
  [9, 'minor', 'Am', '8A', '1m'],
  [0, 'major', 'C', '8B', '1d'],
  [4, 'minor', 'Em', '9A', '2m'],
  [5, 'major', 'F', '7B', '12d'],
  [8, 'minor', 'A♭m', '1A', '6m'],
  [11, 'major', 'B', '1B', '6d'],
  [3, 'minor', 'E♭m', '2A', '7m'],
] as const)('pitch class %i %s is %s, %s, %s', (tonic, mode, name, wheel, open) => {
  expect([keyName({ tonic, mode }), camelot({ tonic, mode }), openKey({ tonic, mode })]).toEqual([name, wheel, open]);
});

test('all 24 keys have names of their own', () => {
  const keys = ([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const).flatMap((tonic) =>
    (['major', 'minor'] as const).map((mode) => ({ tonic, mode })),
  );
  for (const name of [keyName, camelot, openKey]) expect(new Set(keys.map(name)).size).toBe(24);
});

test('no key has no name; note names are read in both spellings', () => {
  const none = { tonic: null, mode: null };
  expect([keyName(none), camelot(none), openKey(none)]).toEqual([null, null, null]);
  expect([pitchClass('F#'), pitchClass('Gb'), pitchClass('H')]).toEqual([6, 6, null]);
});
