import { beforeAll, expect, test, vi } from 'vitest';
import { ConsoleEngine } from '#audio/engine/console-engine.ts';
import { openMaster } from '#audio/engine/master-input.ts';
import { stretchBytes } from '#audio/engine/stretch-bytes.ts';
import { wavHeader } from '#core/wav/header.ts';
import { dequantise24 } from '#core/wav/pcm24.ts';
import { getBlob, putBlob } from '#storage/blobs/blobs.ts';
import { listSets } from '#storage/sets/sets.ts';
import { Input, ALL_FORMATS, BlobSource } from 'mediabunny';
import { SetRecorder } from '../../features/sets/set-recorder.ts';
import type { Sets } from '../../features/sets/sets.svelte.ts';
import { hearFailure, startDeckAudio } from '../deck-audio/client.ts';
import { halfWritten } from '../import/import.test.support.ts';
import { hear, sealTake, startCapture } from '../recorder/client.ts';
import { renderSet } from './client.ts';
import type { RenderFormat } from './protocol.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sixteen-bit stereo: a chord that moves and some noise, different on both sides. */
async function trackOf(id: string, sampleRate: number, seconds: number, hz: number) {
  const frames = sampleRate * seconds;
  const samples = new Int16Array(frames * 2);
  let state = hz;
  for (let i = 0; i < frames; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    const t = i / sampleRate;
    const beat = Math.exp(-8 * (t % 0.5));
    samples[2 * i] = 9000 * Math.sin(2 * Math.PI * hz * t) + (state >> 19) * beat;
    samples[2 * i + 1] = 9000 * Math.sin(2 * Math.PI * (hz * 1.5 + 20 * t) * t) - (state >> 19) * beat;
  }
  const format = { sampleRate, channels: 2, bitDepth: 16 } as const;
  const { hash } = await putBlob(new Blob([wavHeader(format, frames), samples]));
  return { id, blobHash: hash, title: id, artist: 'Test' };
}

/** Samples of a 24-bit stereo WAV. */
const samplesOf = async (hash: string) =>
  dequantise24(new Uint8Array(await (await getBlob(hash)).slice(44).arrayBuffer()), 2) as [Float32Array, Float32Array];

const firstLoud = (samples: Float32Array) => samples.findIndex((x) => Math.abs(x) > 1e-4);

let setId: string;
let takeHash: string;

/** A short set on the real audio thread, recorded at the same time. */
beforeAll(async () => {
  const tracks = [await trackOf('One', 44_100, 12, 220), await trackOf('Two', 48_000, 12, 330)] as const;
  const engine = await ConsoleEngine.open(() => {
    const { api } = startDeckAudio();
    return {
      open: (hash, onFailure) => api.open(hash, hearFailure(onFailure)),
      ensure: (frame) => api.ensure(frame),
      keep: (frames) => api.keep(frames),
      close: () => api.close(),
    };
  });
  const host = { running: null, elapsedSec: 0, error: null } as unknown as Sets;
  const recorder = new SetRecorder(engine, host);
  const input = await openMaster(engine, 'Master');
  const capture = startCapture();
  await capture.api.attach(
    input.ring,
    input.sampleRate,
    hear(() => undefined),
  );
  const take = await capture.api.begin({ id: crypto.randomUUID(), name: 'Mix', deviceLabel: 'Master' });

  const grid = (bpm: number) => ({ segments: [{ timeSec: 0, bpm, beat: 0 }], beatsPerBar: 4, downbeat: 0 });
  const [a, b] = [engine.deck('A'), engine.deck('B')];
  a.assign(-1);
  b.assign(1);
  engine.mixer.crossfade(-1);
  await a.load(tracks[0], { grid: grid(120) });
  a.set('tempo', 1.02);
  a.set('keyLock', 1);
  await wait(300);
  a.play();
  await wait(1200);
  await b.load(tracks[1], { grid: grid(121), lufs: -12 });
  b.set('sync', 1);
  b.set('keyLock', 1);
  b.play();
  b.set('filter', 0.3);
  for (let step = 0; step <= 16; step++) {
    engine.mixer.crossfade(step / 8 - 1);
    a.set('low', 1 - step / 16);
    await wait(60);
  }
  a.pause();
  b.seek(6);
  b.set('beatLoop', 1);
  await wait(1200);
  b.set('loop', 0);
  await wait(500);
  b.pause();
  await wait(400);
  recorder.finish();
  expect(engine.state.decks[0]?.missedFrames).toBe(0);
  expect(engine.state.decks[1]?.missedFrames).toBe(0);
  const ended = await capture.api.end('user');
  expect(ended.missingFrames).toBe(0);
  await input.close();
  capture.terminate();
  takeHash = (await sealTake(take, false, () => undefined)).blobHash;
  await vi.waitUntil(async () => (await listSets())[0]?.endedAt, { timeout: 5000 });
  const [row] = await listSets();
  expect(row?.tracks.map(({ title }) => title)).toEqual(['One', 'Two']);
  setId = row?.id ?? '';
}, 60_000);

const render = async (format: RenderFormat, signal?: AbortSignal) =>
  renderSet({ setId, format, toLibrary: format === 'wav', stretch: await stretchBytes() }, () => undefined, signal);

test('a set rendered again is what was recorded while it was played, below -80 dB, and faster than real time', async () => {
  const { blobHash, speed, durationSec, track } = await render('wav');
  const [rendered, recorded] = [await samplesOf(blobHash), await samplesOf(takeHash)];
  expect(rendered[0].length / durationSec).toBeGreaterThan(40_000);
  const shift = firstLoud(recorded[0]) - firstLoud(rendered[0]);
  let most = 0;
  let loudest = 0;
  for (const side of [0, 1] as const) {
    const live = recorded[side];
    const count = Math.min(rendered[side].length, live.length - shift);
    expect(count / rendered[side].length).toBeGreaterThan(0.95);
    for (let i = 0; i < count; i++) {
      const now = rendered[side][i] as number;
      most = Math.max(most, Math.abs(now - (live[i + shift] as number)));
      loudest = Math.max(loudest, Math.abs(now));
    }
  }
  console.log(
    `null: ${(20 * Math.log10(most)).toFixed(1)} dB; ${speed.toFixed(1)} times real time, ${durationSec.toFixed(2)} s`,
  );
  expect(loudest).toBeGreaterThan(0.2);
  expect(20 * Math.log10(most)).toBeLessThan(-80);
  expect(speed).toBeGreaterThan(1);
  expect(track).toMatchObject({ origin: 'set', codec: 'WAV', durationSec });
}, 60_000);

test('the same as Opus: a file that this browser reads, of the same length', async () => {
  const { blobHash, durationSec, mimeType, fileName } = await render('opus');
  expect(fileName).toMatch(/\.opus$/);
  using input = new Input({ formats: ALL_FORMATS, source: new BlobSource(await getBlob(blobHash)) });
  const audio = await input.getPrimaryAudioTrack();
  expect(await audio?.getCodec()).toBe('opus');
  expect(mimeType).toBe('audio/ogg');
  expect(Math.abs((await input.computeDuration()) - durationSec)).toBeLessThan(0.05);
}, 60_000);

test('a cancelled render leaves nothing behind', async () => {
  const before = await halfWritten();
  const abort = new AbortController();
  const rendering = render('wav', abort.signal);
  setTimeout(() => abort.abort(), 50);
  await expect(rendering).rejects.toMatchObject({ name: 'AbortError' });
  expect(await halfWritten()).toEqual(before);
}, 60_000);
