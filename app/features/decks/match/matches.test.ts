import { expect, it } from 'vitest';
import type { Analysis } from '#contracts/records/analysis.ts';
import type { Track } from '#contracts/records/track.ts';
import { matchesFor } from './matches.ts';

const analysis = (blobHash: string, bpm: number, tonic: number, level = 6) =>
  ({
    blobHash,
    tempo: { bpm },
    key: { tonic, mode: 'minor', tuningCents: 0 },
    energy: { level },
    ...{ vocals: {}, durationSec: 240 },
  }) as unknown as Analysis;
const track = (id: string) => ({ id, blobHash: `hash of ${id}` }) as unknown as Track;

it('what is near in key and tempo comes first; itself and the unknown are left out', () => {
  const all = ['same', 'near', 'clash', 'fast', 'unknown', 'itself'].map(track);
  const known = new Map(
    [
      analysis('hash of same', 124, 9),
      analysis('hash of near', 126, 4),
      analysis('hash of clash', 124, 3),
      analysis('hash of fast', 150, 9),
      analysis('hash of itself', 124, 9),
    ].map((one) => [one.blobHash, one]),
  );
  const matches = matchesFor(known.get('hash of itself' as never)!, 1, true, all, known);
  const order = [...matches].sort(([, a], [, b]) => b.fit.score! - a.fit.score!).map(([id]) => id);
  expect(order.slice(0, 2)).toEqual(['same', 'near']);
  expect(new Set(order)).toEqual(new Set(['same', 'near', 'clash', 'fast']));
  expect(matches.get('near')?.fit.key.relation).toBe('fifth-up');
});

it('counts with the tempo at which the deck plays', () => {
  const known = new Map([['hash of fast', analysis('hash of fast', 130, 9)]]);
  const score = (tempo: number) =>
    matchesFor(analysis('x', 124, 9), tempo, true, [track('fast')], known as never).get('fast')!.fit.tempo;
  expect(score(1).score).toBeLessThan(score(130 / 124).score!);
  expect(score(130 / 124).ratio).toBeCloseTo(1, 9);
});
