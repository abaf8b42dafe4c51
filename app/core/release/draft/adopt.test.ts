import { expect, test } from 'vitest';
import type { Party } from '#contracts/release/release.ts';
import { PartyMerge } from './adopt.ts';
import { newRelease } from './new-release.ts';

const artist = (id: string, name: string, spotify = ''): Party => ({
  ...{ id, name, kind: 'artist' },
  identifiers: spotify ? [{ scheme: 'spotify', value: spotify, isNew: false }] : [],
});
const by = (party: Party) => ({
  release: { ...newRelease(`of ${party.id}`, 0), artists: [{ partyId: party.id, role: 'primary' as const }] },
  parties: [party],
});

test('one artist of many releases is one party; two pages at a store are two artists', () => {
  const merge = new PartyMerge([artist('mine', 'Nora')]);
  const idOf = (party: Party) => merge.adopt(by(party)).artists[0]?.partyId;
  expect(idOf(artist('a', 'Nora', 'page 1'))).toBe('mine');
  expect(idOf(artist('b', 'Nora'))).toBe('mine');
  expect(idOf(artist('c', 'Nora', 'page 2'))).toBe('c');
  expect(idOf(artist('d', 'Other'))).toBe('d');
  expect(idOf(artist('e', 'Other'))).toBe('d');
  // Ours gained what it lacked, and kept its name.
  expect([...merge.changed.values()]).toEqual([
    artist('mine', 'Nora', 'page 1'),
    artist('c', 'Nora', 'page 2'),
    artist('d', 'Other'),
  ]);
});
