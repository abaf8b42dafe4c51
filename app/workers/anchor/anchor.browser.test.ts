import { beforeEach, expect, test } from 'vitest';
import type { TrackCues } from '#contracts/records/cue.ts';
import { music } from '#core/anchor/music.test.support.ts';
import { addMemoryCue, noCues, setHotCue } from '#core/cues/cues.ts';
import { editCues, getCues } from '#storage/cues/cues.ts';
import { openDb } from '#storage/db/open.ts';
import { importFile } from '../import/client.ts';
import { noProgress, wav } from '../import/import.test.support.ts';
import { alike, anchor, carry } from './client.ts';

const golden = import.meta.glob<string>('/tests/golden/anchors/*.{mp3,m4a,opus}', {
  query: '?url',
  import: 'default',
  eager: true,
});
const RATE = 44_100;
const SECONDS = 14;

/** What the golden files were made from. */
const original = music(RATE, SECONDS);

/** A file of it, or of other music like it. */
function source(mono = original): File {
  const stereo = Float64Array.from({ length: 2 * mono.length }, (_, i) => mono[i >> 1] as number);
  return wav('music.wav', stereo, RATE, 16);
}

async function goldenFile(name: string): Promise<File> {
  return new File([await (await fetch(golden[`/tests/golden/anchors/${name}`] ?? '')).arrayBuffer()], name);
}

/** Fifty cues all over the track, eight of them on pads. */
function fifty(cues: TrackCues): TrackCues {
  const point = (i: number) => ({ timeSec: 0.03 + i * 0.2717, name: `${i}`, colour: null, anchor: null });
  let all = cues;
  for (let i = 0; i < 42; i++) all = addMemoryCue(all, point(i));
  for (let slot = 0; slot < 8; slot++) all = setHotCue(all, { ...point(42 + slot), slot });
  return { ...all, intro: { startSec: 0.5, endSec: 4 } };
}

const times = ({ memoryCues, hotCues }: TrackCues) => [...memoryCues, ...hotCues].map(({ timeSec }) => timeSec);

/** By how much the music comes later in a file, by the browser's own decoder and samples at the full rate. */
async function laterSec(file: File): Promise<number> {
  const whole = new OfflineAudioContext(1, 1, RATE);
  const decoded = (await whole.decodeAudioData(await file.arrayBuffer())).getChannelData(0);
  const own = original.subarray(5 * RATE, 5.25 * RATE);
  let [best, bestLag] = [-Infinity, 0];
  for (let lag = -200; lag < 4000; lag++) {
    const from = 5 * RATE + lag;
    let product = 0;
    for (let i = 0; i < own.length; i++) product += (own[i] as number) * (decoded[from + i] ?? 0);
    if (product > best) [best, bestLag] = [product, lag];
  }
  return bestLag / RATE;
}

beforeEach(async () => {
  const db = await openDb();
  for (const store of db.objectStoreNames) await db.clear(store);
});

test.each([
  ['lame.mp3', 0],
  ['bare.mp3', 1105 / RATE],
  ['shine.mp3', null],
  ['aac.m4a', 0],
  ['opus.opus', 0],
])('fifty cues go from WAV to %s within 2 ms, most of them far nearer', async (name, known) => {
  const { track: from } = await importFile(source(), noProgress);
  await editCues(from.blobHash, fifty);
  await anchor(from.blobHash);
  const file = await goldenFile(name);
  const { track: to } = await importFile(file, noProgress);
  const [same] = await alike(to.blobHash, to.durationSec);
  expect(same?.blobHash).toBe(from.blobHash);
  const cues = await getCues(from.blobHash);
  const carried = await carry(cues, to.blobHash, same?.laterSec ?? 0);
  const truth = await laterSec(file);
  if (known !== null) expect(Math.abs(truth - known)).toBeLessThan(0.0005);
  const wanted = times(cues);
  const errors = times(carried?.cues ?? noCues('')).map((time, i) => Math.abs(time - (wanted[i] ?? 0) - truth));
  expect(errors).toHaveLength(50);
  expect(Math.max(...errors)).toBeLessThan(0.002);
  expect(errors.toSorted((a, b) => a - b)[25]).toBeLessThan(0.0005);
  expect(Math.abs((carried?.cues.intro?.endSec ?? 0) - 4 - truth)).toBeLessThan(0.002);
});

test('other music of the same length is not alike, and takes no cues', async () => {
  const { track: from } = await importFile(source(), noProgress);
  await editCues(from.blobHash, fifty);
  await anchor(from.blobHash);
  const { track: to } = await importFile(source(music(RATE, SECONDS, { seed: 99 })), noProgress);
  expect(await alike(to.blobHash, to.durationSec)).toEqual([]);
  expect(await carry(await getCues(from.blobHash), to.blobHash, 0)).toBeNull();
});
