import { beforeEach, expect, test } from 'vitest';
import { ANALYSER_VERSION } from '#contracts/records/analysis.ts';
import { getBlob } from '#storage/blobs/blobs.ts';
import { openDb } from '#storage/db/open.ts';
import { listTracks } from '#storage/library/tracks.ts';
import { analyse } from '../analysis/client.ts';
import { importFile } from './client.ts';
import { clickWav, musicWav, noProgress, halfWritten } from './import.test.support.ts';

const golden = import.meta.glob<string>('/tests/golden/clicks/*.{flac,mp3,m4a,ogg,opus}', {
  query: '?url',
  import: 'default',
  eager: true,
});

async function goldenFile(name: string): Promise<File> {
  const url = golden[`/tests/golden/clicks/${name}`];
  if (!url) throw new Error(`no golden file ${name}`);
  return new File([await (await fetch(url)).arrayBuffer()], name);
}

beforeEach(async () => {
  const db = await openDb();
  for (const store of db.objectStoreNames) await db.clear(store);
});

/** Second at which the overview has its loudest column, between the two given ones. */
async function clickTimes(hash: string): Promise<number[]> {
  const peaks = await (await openDb()).get('peaks', hash);
  if (!peaks) throw new Error('no peaks');
  const perSecond = peaks.sampleRate / peaks.framesPerColumn;
  return [0.25, 0.75, 1.25].map((from) => {
    const start = Math.round(from * perSecond);
    const part = [...peaks.peak.subarray(start, start + Math.round(perSecond / 2))];
    return (start + part.indexOf(Math.max(...part))) / perSecond;
  });
}

test.each([
  ['flac.flac', 'FLAC', 'audio/flac', 0],
  ['mp3-lame.mp3', 'MP3', 'audio/mpeg', 0],
  // No tag says how long the encoder's delay is: 1105 samples late in every decoder.
  ['mp3-bare.mp3', 'MP3', 'audio/mpeg', 0.025],
  ['aac.m4a', 'AAC', 'audio/mp4', 0],
  ['vorbis.ogg', 'Vorbis', 'audio/ogg', 0],
  ['opus.opus', 'Opus', 'audio/ogg', 0],
])('%s comes in as %s with its clicks where decodeAudioData has them', async (name, codec, mimeType, late) => {
  const file = await goldenFile(name);
  const { track, isNew } = await importFile(file, noProgress);
  expect(isNew).toBe(true);
  expect(track).toMatchObject({ codec, mimeType, channels: 2, sizeBytes: file.size, fileName: name });
  expect(Math.abs(track.durationSec - 2)).toBeLessThan(0.1);
  const kept = await getBlob(track.blobHash);
  expect(new Uint8Array(await kept.arrayBuffer())).toEqual(new Uint8Array(await file.arrayBuffer()));
  await analyse(track.blobHash, noProgress);
  const times = await clickTimes(track.blobHash);
  [0.5, 1, 1.5].forEach((time, i) => expect(Math.abs((times[i] ?? 0) - time - late)).toBeLessThan(0.0101));
  expect(times).toEqual(await decodeAudioDataClicks(file, track.sampleRate));
});

/** The same question put to the browser's own decoder. */
async function decodeAudioDataClicks(file: File, rate: number): Promise<number[]> {
  const buffer = await new OfflineAudioContext(2, 1, rate).decodeAudioData(await file.arrayBuffer());
  const data = buffer.getChannelData(0);
  const column = Math.round(rate / 100);
  return [0.25, 0.75, 1.25].map((from) => {
    const start = Math.round(from * 100);
    const columns = Array.from({ length: 50 }, (_, i) =>
      Math.max(...data.subarray((start + i) * column, (start + i + 1) * column).map(Math.abs)),
    );
    return (start + columns.indexOf(Math.max(...columns))) / 100;
  });
}

test.each([16, 24, 32, 'float'] as const)('WAV %s', async (depth) => {
  const { track } = await importFile(clickWav(depth), noProgress);
  expect(track).toMatchObject({ codec: 'WAV', sampleRate: 44_100, channels: 2, title: `clicks-${depth}` });
  expect(track.durationSec).toBeCloseTo(2, 5);
  await analyse(track.blobHash, noProgress);
  expect(await clickTimes(track.blobHash)).toEqual([0.5, 1, 1.5]);
});

test('tags are read, and the same bytes twice are one track', async () => {
  const file = await goldenFile('mp3-tags.mp3');
  const { track } = await importFile(file, noProgress);
  expect(track).toMatchObject({ title: 'Clicks', artist: 'Wavefoundry', album: 'Golden', year: 2026 });
  const again = await importFile(new File([file], 'another name.mp3'), noProgress);
  expect(again).toMatchObject({ isNew: false, track: { id: track.id } });
  expect(await listTracks()).toHaveLength(1);
});

test('what cannot be decoded is refused by name, and nothing stays behind', async () => {
  const before = await halfWritten();
  const aiff = new TextEncoder().encode('FORM\0\0\x10\0AIFFCOMM');
  const alac = await goldenFile('alac.m4a');
  const wav = new Uint8Array(await clickWav(16).arrayBuffer());
  const cases: [File, unknown][] = [
    [new File([], 'empty.wav'), { code: 'import.empty' }],
    [new File([aiff], 'a.aiff'), { code: 'import.unsupported', details: { format: 'AIFF' } }],
    [alac, { code: 'import.unsupported', details: { format: 'ALAC' } }],
    [new File(['<html>'], 'page.mp3'), { code: 'import.not_audio' }],
    [new File([new Uint8Array(5000).fill(0x5a)], 'noise.flac'), { code: 'import.not_audio' }],
    [new File([wav.slice(0, 30)], 'cut.wav'), { code: expect.stringMatching(/^import\.(corrupt|empty)$/) }],
    [new File([wav.slice(0, 44)], 'header-only.wav'), { code: expect.stringMatching(/^import\.(corrupt|empty)$/) }],
    [new File(['fLaC\0\0\0\x22', new Uint8Array(60)], 'zeros.flac'), { code: expect.stringMatching(/^import\./) }],
  ];
  for (const [file, reason] of cases)
    await expect(importFile(file, noProgress)).rejects.toMatchObject(reason as object);
  expect(await listTracks()).toEqual([]);
  expect(await halfWritten()).toEqual(before);
});

test('a WAV that claims more audio than it has plays what it has', async () => {
  const bytes = new Uint8Array(await clickWav(16).arrayBuffer());
  new DataView(bytes.buffer).setUint32(40, 0x7fff_ffff, true);
  const { track } = await importFile(new File([bytes], 'liar.wav'), noProgress);
  expect(track.durationSec).toBeLessThan(2.1);
  await analyse(track.blobHash, noProgress);
  expect((await (await openDb()).get('analyses', [track.blobHash, ANALYSER_VERSION]))?.durationSec).toBeCloseTo(2, 1);
});

test('music gets its tempo, key and loudness; silence gets none', async () => {
  const { track } = await importFile(musicWav({ bpm: 126, seconds: 40 }), noProgress);
  const shares: number[] = [];
  await analyse(track.blobHash, (share) => shares.push(share));
  const result = await (await openDb()).get('analyses', [track.blobHash, ANALYSER_VERSION]);
  expect(Math.abs((result?.tempo.bpm ?? 0) - 126)).toBeLessThan(0.05);
  expect(result?.tempo.confidence).toBeGreaterThan(0.8);
  expect(result?.key).toMatchObject({ tonic: 9, mode: 'minor' });
  expect(result?.loudness.integrated).toBeGreaterThan(-30);
  expect(shares.length).toBeGreaterThan(5);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  const silent = await importFile(musicWav({ bpm: 126, seconds: 5, level: 0 }), noProgress);
  await analyse(silent.track.blobHash, noProgress);
  expect(await (await openDb()).get('analyses', [silent.track.blobHash, ANALYSER_VERSION])).toMatchObject({
    tempo: { bpm: null },
    key: { tonic: null },
    loudness: { integrated: null, truePeak: null },
  });
});

test('a cancelled analysis ends and leaves no result', async () => {
  const { track } = await importFile(musicWav({ bpm: 120, seconds: 60 }), noProgress);
  const controller = new AbortController();
  const work = analyse(track.blobHash, () => controller.abort(), controller.signal);
  await expect(work).rejects.toMatchObject({ name: 'AbortError' });
  expect(await (await openDb()).count('analyses')).toBe(0);
});
