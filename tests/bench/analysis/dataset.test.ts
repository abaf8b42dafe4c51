import { expect, test } from 'vitest';
import { tracks, type Track } from './dataset.ts';
import { foldersPresent, shared, tiled } from './shared-data.ts';

test('the halves of the optional data never meet', () => {
  for (const folder of foldersPresent()) {
    const [tune, other] = [shared(folder, 'tune'), shared(folder, 'test')].map((list) => list.map(({ file }) => file));
    expect(tune?.length).toBeGreaterThan(0);
    expect(tune?.filter((file) => other?.includes(file))).toEqual([]);
  }
});

test('a loop is repeated whole until it lasts a minute', () => {
  const loop = { sampleRate: 100, channels: [Float32Array.from({ length: 700 }, (_, i) => i)] };
  const [long] = tiled(loop).channels;
  expect(long?.length).toBe(6300);
  expect([long?.[0], long?.[700], long?.[6299]]).toEqual([0, 0, 699]);
});

test('only the sets that were asked for', async () => {
  const found: Track[] = [];
  for await (const track of tracks({ half: 'tune', count: 0, sets: ['own', 'loops'] })) found.push(track);
  expect(found.every(({ set }) => set === 'loops')).toBe(true);
});
