import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compatibility, type MixTrack } from './compatibility.ts';
import { fitKeys } from './key-fit.ts';
import { fitTempos } from './tempo-fit.ts';

type Mode = 'major' | 'minor';
const key = (tonic: number, mode: Mode) => ({ tonic, mode });
const none = { tonic: null, mode: null };
const aMinor = key(9, 'minor');

const track = (
  changes: Partial<{ bpm: number; tonic: number; mode: Mode; cents: number; level: number; voice: number }>,
) =>
  ({
    tempo: { bpm: changes.bpm ?? 124 },
    key: { tonic: changes.tonic ?? 9, mode: changes.mode ?? 'minor', tuningCents: changes.cents ?? 0 },
    energy: { level: changes.level ?? 6 },
    durationSec: 60,
    vocals: { spans: changes.voice ? [{ startSec: 0, endSec: 60, confidence: changes.voice }] : [] },
  }) satisfies MixTrack;
const scoreOf = (a: MixTrack, b: MixTrack, hasKeyLock = true) => compatibility(a, b, hasKeyLock).score ?? NaN;

test.each([
  ['same', key(9, 'minor'), 0],
  ['fifth-up', key(4, 'minor'), 1],
  ['fifth-down', key(2, 'minor'), -1],
  ['relative', key(0, 'major'), 0],
  ['diagonal', key(7, 'major'), 1],
  ['parallel', key(9, 'major'), 3],
  ['boost-tone', key(11, 'minor'), 2],
  ['boost-semitone', key(10, 'minor'), -5],
  ['clash', key(3, 'minor'), 6],
  ['clash', key(8, 'minor'), 5],
] as const)('from A minor: %s', (relation, second, steps) => {
  expect(fitKeys(aMinor, second, 0)).toMatchObject({ relation, steps });
});

test('a shift is proposed where it turns a clash into a fit', () => {
  expect(fitKeys(aMinor, key(8, 'minor'), 0).bestShift).toBe(1);
  expect(fitKeys(aMinor, key(11, 'minor'), 0).bestShift).toBe(-2);
  expect(fitKeys(aMinor, key(4, 'minor'), 0).bestShift).toBe(0);
  expect(fitKeys(aMinor, none, 0)).toMatchObject({ relation: 'unknown', score: null, steps: null });
});

test.each([
  [124, 124, 'same', 1],
  [124, 126, 'same', 124 / 126],
  [174, 87, 'half', 1],
  [87, 174, 'double', 1],
  [70, 143, 'double', 140 / 143],
  [124, 100, 'apart', 1.24],
] as const)('%d against %d bpm: %s', (first, second, relation, ratio) => {
  const fit = fitTempos(first, second);
  expect(fit.relation).toBe(relation);
  expect(fit.ratio).toBeCloseTo(ratio, 10);
});

test('without key lock the speed changes the key', () => {
  // A semitone faster: B flat minor sounds a semitone higher, as B minor.
  const [first, second] = [track({ bpm: 132, tonic: 11 }), track({ bpm: 132 / 2 ** (1 / 12), tonic: 10 })];
  expect(compatibility(first, second, true).key.relation).toBe('clash');
  expect(compatibility(first, second, false).key).toMatchObject({ relation: 'same' });
  expect(compatibility(first, second, false).key.outOfTuneCents).toBeCloseTo(0, 6);
  // Half a semitone clashes with everything.
  const between = track({ bpm: 132 / 2 ** (0.5 / 12), tonic: 11 });
  expect(compatibility(first, between, false).key.score).toBeLessThan(0.2);
  expect(compatibility(first, between, true).key.score).toBe(1);
});

test('detuned tracks are told apart', () => {
  const { key: fit } = compatibility(track({ cents: -10 }), track({ cents: 30 }), true);
  expect(fit.outOfTuneCents).toBeCloseTo(40, 6);
  expect(fit.score).toBeLessThan(0.5);
});

test('voices over voices, and great steps in energy, cost', () => {
  expect(scoreOf(track({ voice: 1 }), track({ voice: 1 }))).toBeLessThan(scoreOf(track({ voice: 1 }), track({})));
  expect(compatibility(track({ voice: 1 }), track({ voice: 0.5 }), true).vocals.overlap).toBeCloseTo(0.5);
  const steps = [6, 7, 8, 10].map((level) => scoreOf(track({ level: 6 }), track({ level })));
  expect(steps).toEqual([...steps].sort((a, b) => b - a));
  expect(compatibility(track({ level: 8 }), track({ level: 3 }), true).energy).toMatchObject({ step: -5, score: 0 });
});

test('only voices that meet in the transition count', () => {
  const sings = (startSec: number, endSec: number, durationSec: number): MixTrack => ({
    ...track({}),
    ...{ durationSec, vocals: { spans: [{ startSec, endSec, confidence: 1 }] } },
  });
  const overlap = (a: MixTrack, b: MixTrack) => compatibility(a, b, true).vocals.overlap;
  // The last 32 s of the first lie over the first 32 s of the second.
  expect(overlap(sings(180, 200, 200), sings(16, 40, 300))).toBeCloseTo(16 / 32);
  expect(overlap(sings(0, 160, 200), sings(0, 300, 300))).toBe(0);
  expect(overlap(sings(180, 184, 200), sings(16, 40, 300))).toBe(0);
  expect(overlap(sings(0, 10, 10), { ...sings(0, 10, 10), vocals: {} })).toBeNull();
});

test('what is unknown is left out; nothing known is no score', () => {
  const empty: MixTrack = {
    tempo: { bpm: null },
    key: { ...none, tuningCents: 0 },
    energy: { level: null },
    ...{ vocals: {}, durationSec: 60 },
  };
  expect(compatibility(empty, empty, true).score).toBeNull();
  expect(scoreOf({ ...track({}), key: empty.key }, track({}))).toBe(1);
});

const keys = fc.record({ tonic: fc.integer({ min: 0, max: 11 }), mode: fc.constantFrom<Mode>('major', 'minor') });

test('keys that share notes fit both ways alike; lifts and steps mirror', () => {
  fc.assert(
    fc.property(keys, keys, (first, second) => {
      const [there, back] = [fitKeys(first, second, 0), fitKeys(second, first, 0)];
      const opposite = { 'fifth-up': 'fifth-down', 'fifth-down': 'fifth-up' } as const;
      const mirrored = (opposite as Record<string, string>)[there.relation] ?? there.relation;
      if (there.relation.startsWith('boost') || back.relation.startsWith('boost')) return;
      expect(back.relation).toBe(mirrored);
      expect(back.score).toBe(there.score);
    }),
  );
});

test('transposing both changes nothing; the score stays within 0 and 1; tempo is symmetric', () => {
  const bpms = fc.double({ min: 40, max: 220, noNaN: true });
  fc.assert(
    fc.property(keys, keys, fc.integer({ min: 0, max: 11 }), bpms, bpms, (first, second, by, a, b) => {
      const up = ({ tonic, mode }: { tonic: number; mode: Mode }) => ({ tonic: (tonic + by) % 12, mode });
      expect(fitKeys(up(first), up(second), 0)).toEqual(fitKeys(first, second, 0));
      const score = scoreOf(track({ ...first, bpm: a }), track({ ...second, bpm: b }));
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThanOrEqual(1);
      expect(fitTempos(a, b).score).toBeCloseTo(fitTempos(b, a).score ?? NaN, 9);
    }),
  );
});
