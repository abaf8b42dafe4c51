import { beforeEach, expect, test } from 'vitest';
import { camelot } from '#core/keys/keys.ts';
import { getMachineAnalysis, getPeaks } from '#storage/analysis/analyses.ts';
import { openDb } from '#storage/db/open.ts';
import { importFile } from '../import/client.ts';
import { noProgress, wav } from '../import/import.test.support.ts';
import { analyse } from './client.ts';
import { findings } from './findings.test.support.ts';

beforeEach(async () => {
  const db = await openDb();
  for (const store of db.objectStoreNames) await db.clear(store);
});

interface Sound {
  readonly rate: number;
  readonly channels: number;
  readonly seconds: number;
  readonly depth: 16 | 'float';
  readonly at: (time: number, index: number) => number;
}

/** Through import, the decoder and the analysis worker, as the app does it. */
async function stored({ rate, channels, seconds, depth, at }: Sound) {
  const samples = new Float64Array(Math.round(rate * seconds) * channels);
  for (let i = 0; i < samples.length; i++) samples[i] = at(Math.floor(i / channels) / rate, i);
  const { track } = await importFile(wav('odd.wav', samples, rate, depth, channels), noProgress);
  await analyse(track.blobHash, noProgress);
  const [analysis, peaks] = [await getMachineAnalysis(track.blobHash), await getPeaks(track.blobHash)];
  if (!analysis) throw new Error('no result');
  expect(findings(analysis).broken).toEqual([]);
  expect(findings(peaks).broken).toEqual([]);
  expect(analysis.durationSec).toBeCloseTo(seconds, 3);
  return analysis;
}

let state = 1;
const noise = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 31 - 1;
const odd = [Number.NaN, Infinity, -Infinity, 3e38] as const;

test.each<[string, Sound]>([
  ['silence', { rate: 44_100, channels: 2, seconds: 10, depth: 16, at: () => 0 }],
  ['noise', { rate: 44_100, channels: 2, seconds: 10, depth: 16, at: () => 0.3 * noise() }],
  [
    'a click every 10 s',
    { rate: 44_100, channels: 1, seconds: 45, depth: 16, at: (time) => (time % 10 < 0.0005 ? 0.9 : 0) },
  ],
  ['one second', { rate: 44_100, channels: 2, seconds: 1, depth: 16, at: () => 0.3 * noise() }],
  ['one second at 8 kHz, mono', { rate: 8000, channels: 1, seconds: 1, depth: 16, at: () => 0.3 * noise() }],
  [
    '192 kHz floats with what is no number',
    {
      ...{ rate: 192_000, channels: 2, seconds: 3, depth: 'float' },
      at: (_, i) => (i % 7 === 0 ? (odd[(i / 7) % 4] as number) : 0.2 * noise()),
    },
  ],
  ['eight channels', { rate: 48_000, channels: 8, seconds: 3, depth: 16, at: () => 0.2 * noise() }],
])('%s: stored without tempo and key, every number a number', async (_, sound) => {
  const { tempo, key } = await stored(sound);
  expect(tempo).toMatchObject({ bpm: null, grid: null });
  expect(key).toMatchObject({ tonic: null, mode: null });
});

test('a chord of eight channels and one at 8 kHz have their key', async () => {
  const chord = (time: number) =>
    [261.626, 329.628, 391.995].reduce((sum, hz) => sum + 0.1 * Math.sin(2 * Math.PI * hz * time), 0);
  for (const sound of [
    { rate: 48_000, channels: 8 },
    { rate: 8000, channels: 1 },
  ]) {
    const { key } = await stored({ ...sound, seconds: 12, depth: 'float', at: chord });
    expect(camelot(key)).toBe('8B');
  }
});
