import { beforeEach, expect, test } from 'vitest';
import type { Analysis } from '#contracts/records/analysis.ts';
import { camelot } from '#core/keys/keys.ts';
import { timeOfBeat } from '#core/tempo/beat-grid.ts';
import { getAnalysis, getPeaks } from '#storage/analysis/analyses.ts';
import { getAnalysisJob } from '#storage/analysis/jobs.ts';
import { openDb } from '#storage/db/open.ts';
import { onStorageEvent } from '#storage/events.ts';
import { importFile } from '../import/client.ts';
import { noProgress, wav } from '../import/import.test.support.ts';
import { analyse } from './client.ts';

beforeEach(async () => {
  const db = await openDb();
  for (const store of db.objectStoreNames) await db.clear(store);
});

type Sample = (time: number) => number;

/** Both channels alike, through import and analysis as the app runs them. */
async function analysed(sample: Sample, { seconds = 30, rate = 44_100 } = {}): Promise<Analysis> {
  const samples = new Float64Array(Math.round(rate * seconds) * 2);
  for (let i = 0; i < samples.length; i += 2) samples.fill(sample(i / 2 / rate), i, i + 2);
  const { track } = await importFile(wav('test.wav', samples, rate, 16), noProgress);
  await analyse(track.blobHash, noProgress);
  const peaks = await getPeaks(track.blobHash);
  expect(peaks?.columns).toBe(Math.ceil(samples.length / 2 / (peaks?.framesPerColumn ?? 1)));
  const result = await getAnalysis(track.blobHash);
  if (!result) throw new Error('no result');
  expect(result.durationSec).toBeCloseTo(seconds, 3);
  return result;
}

let state = 1;
const noise = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 31 - 1;

/** Kick on every beat, snare on every other, hi-hat on the eighths. */
const drums =
  (bpm: number): Sample =>
  (time) => {
    const period = 60 / bpm;
    const beat = time % period;
    const isSnare = Math.floor(time / period) % 2 === 1;
    const kick = 0.5 * Math.sin(2 * Math.PI * (50 + 90 * Math.exp(-beat * 40)) * beat) * Math.exp(-beat * 12);
    const snare = isSnare ? 0.25 * noise() * Math.exp(-beat * 25) : 0;
    return kick + snare + 0.08 * noise() * Math.exp(-(time % (period / 2)) * 80);
  };

/** One triad each second. */
const chords =
  (...triads: (readonly number[])[]): Sample =>
  (time) =>
    (triads[Math.floor(time) % triads.length] ?? []).reduce(
      (sum, hz) => sum + 0.1 * Math.sin(2 * Math.PI * hz * time),
      0,
    );

const C = [261.626, 329.628, 391.995];
const F = [349.228, 440, 523.251];
const G = [391.995, 493.883, 587.33];
const Am = [220, 261.626, 329.628];
const Dm = [293.665, 349.228, 440];
const Em = [329.628, 391.995, 493.883];

// A kick on every beat at 90 may as well be one on every other at 180: less sure, and rightly so.
test.each([
  [90, 0.6],
  [120, 0.9],
  [128.5, 0.9],
  [140, 0.9],
])('drums at %d BPM: tempo within 0.05, grid on the kick, surer than %d', async (bpm, sure) => {
  const { tempo } = await analysed(drums(bpm));
  expect(Math.abs((tempo.bpm ?? 0) - bpm)).toBeLessThan(0.05);
  expect(tempo.confidence).toBeGreaterThan(sure);
  const period = 60 / bpm;
  const first = tempo.grid ? timeOfBeat(tempo.grid, 0) : Number.NaN;
  const late = ((first + period / 2) % period) - period / 2;
  expect(Math.abs(late)).toBeLessThan(0.02);
});

test.each([
  ['8B', [C, F, G, C]],
  ['8A', [Am, Dm, Em, Am]],
] as const)('chords in %s give that key', async (name, triads) => {
  const { key } = await analysed(chords(...triads));
  expect(camelot(key)).toBe(name);
  expect(key.confidence).toBeGreaterThan(0.6);
});

test('drums under chords, at 96 kHz', async () => {
  const beat = drums(124);
  const harmony = chords(C, F, G, C);
  const { tempo, key, sampleRate } = await analysed((time) => beat(time) + harmony(time), {
    rate: 96_000,
    seconds: 20,
  });
  expect(Math.abs((tempo.bpm ?? 0) - 124)).toBeLessThan(0.05);
  expect(camelot(key)).toBe('8B');
  expect(sampleRate).toBe(96_000);
});

test.each([
  ['white noise', () => 0.3 * noise()],
  ['one click', (time: number) => (Math.abs(time - 1) < 1e-5 ? 0.9 : 0)],
  ['wind', (time: number) => 0.3 * noise() * Math.max(0, Math.sin(time * 7 + 3 * Math.sin(time * 1.3)))],
] as const)('%s has neither tempo nor key', async (_, sample) => {
  const { tempo, key, loudness } = await analysed(sample);
  expect(tempo).toMatchObject({ bpm: null, grid: null });
  expect(key).toMatchObject({ tonic: null, mode: null });
  expect(loudness.integrated).not.toBeNull();
});

test('a steady tone has no tempo', async () => {
  const { tempo } = await analysed((time) => 0.3 * Math.sin(2 * Math.PI * 440 * time));
  expect(tempo.bpm).toBeNull();
});

test.each([0.01, 0.3, 1, 3.5])('%d seconds of drums are taken', async (seconds) => {
  const { loudness } = await analysed(drums(120), { seconds });
  expect(loudness.integrated === null).toBe(seconds < 0.4);
});

test('a job tells the tempo of the beginning while the rest is analysed', async () => {
  const told: (number | undefined)[] = [];
  const stop = onStorageEvent(({ type, ...event }) => {
    if (type === 'analysis-part' && 'blobHash' in event) {
      void getAnalysisJob(event.blobHash).then((job) => told.push(job?.firstBpm));
    }
  });
  await analysed(drums(124), { seconds: 400, rate: 22_050 });
  stop();
  expect(told[0]).toBeCloseTo(124, 1);
});

test('of what is longer than ten minutes all of it counts', async () => {
  const { tempo, loudness } = await analysed(drums(100), { seconds: 720, rate: 11_025 });
  expect(Math.abs((tempo.bpm ?? 0) - 100)).toBeLessThan(0.01);
  expect(tempo.beats.at(-1)).toBeGreaterThan(700);
  expect(loudness.shortTerm).toHaveLength(720);
});
