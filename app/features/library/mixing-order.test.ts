import { expect, test } from 'vitest';
import { mixingOrder } from './mixing-order.ts';
import { noFacts, type LibraryRow } from './rows.ts';

const row = (id: string, bpm: number, deletedAt: number | null = null): LibraryRow => ({
  ...noFacts,
  ...{ bpm, plays: 0, played: null, lists: [] },
  track: { id, artist: id, deletedAt } as LibraryRow['track'],
});
const rows = new Map(
  [row('a', 120), row('b', 140), row('c', 121), row('d', 139), row('binned', 120, 1)].map((one) => [one.track.id, one]),
);

test('neighbours in tempo come together; what is gone or in the bin stays, at the end', async () => {
  let pauses = 0;
  const ids = ['a', 'b', 'binned', 'c', 'd', 'gone'];
  const order = await mixingOrder(
    ids,
    (id) => rows.get(id),
    async () => void pauses++,
  );
  expect(order.before.tempoJumps).toBe(3);
  expect(order.after.tempoJumps).toBe(1);
  expect(order.ids.slice(4)).toEqual(['binned', 'gone']);
  expect(new Set(order.ids)).toEqual(new Set(ids));
  expect(pauses).toBeGreaterThan(1);
});

test('an empty list has nothing to order', async () => {
  expect(
    (
      await mixingOrder(
        [],
        () => undefined,
        async () => undefined,
      )
    ).ids,
  ).toEqual([]);
});
