import { expect, test } from 'vitest';
import { meantTempo } from './whole-tempo.ts';

/** What the length of a loop of `beats` beats is in a file of `rate` samples a second. */
const cut = (bpm: number, beats: number, rate = 44_100) => Math.round((beats * 60 * rate) / bpm) / rate;

test.each([
  [97.5, 4, 44_100],
  [93.27, 8, 44_100],
  [93.27, 32, 48_000],
  [127.634_1, 16, 48_000],
  [174.2, 16, 44_100],
  [140, 8, 44_100],
])('a loop at %d BPM, %d beats long to the sample at %d Hz', (bpm, beats, rate) => {
  for (const miss of [-0.1, -0.02, 0, 0.03, 0.1]) {
    const error = 0.6 / beats;
    const evidence = { bpm: bpm + miss * (8 / beats), error, durationSec: cut(bpm, beats, rate), startsAtOnce: true };
    expect(Math.abs(meantTempo(evidence) - bpm)).toBeLessThan(0.003);
  }
});

test.each([
  ['rings out', 0.83],
  ['is padded by a codec', 0.046],
  ['is cut at a zero crossing', -0.0012],
  ['has silence before it', 0.4],
])('a loop at 124 BPM that %s: the round tempo', (_, more) => {
  for (const miss of [-0.02, 0, 0.02]) {
    const durationSec = cut(124, 16) + more;
    expect(meantTempo({ bpm: 124 + miss, error: 0.03, durationSec, startsAtOnce: more < 0.2 })).toBe(124);
  }
});

test('a loop of another tempo whose length says nothing keeps what the fit says', () => {
  expect(meantTempo({ bpm: 91.3672, error: 0.004, durationSec: 21.9, startsAtOnce: true })).toBeCloseTo(91.37, 2);
});

test.each([
  [128.0042, 128],
  [127.9803, 127.98],
  [119.5011, 119.5],
  [101.2351, 101.235],
])('a song whose fit says %d was made at %d', (bpm, meant) => {
  expect(meantTempo({ bpm, error: 0.0006, durationSec: 214.7, startsAtOnce: false })).toBeCloseTo(meant, 3);
});
