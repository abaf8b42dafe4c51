import { wrap } from 'comlink';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import { openInput, type CaptureInput } from '#audio/capture/input.ts';
import type { Take } from '#contracts/records/take.ts';
import { openDb } from '#storage/db/open.ts';
import { listSpools, spoolOf } from '#storage/spool/spools.ts';
import { getTake } from '#storage/takes/journal.ts';
import { scanTake } from '#storage/takes/read.ts';
import { hear, startCapture, type CaptureClient } from './client.ts';
import type { CaptureApi, RecorderEvent } from './protocol.ts';

let input: CaptureInput;
let capture: CaptureClient;
let events: RecorderEvent[];

beforeEach(async () => {
  input = await openInput({ deviceId: '' });
  capture = startCapture();
  events = [];
  await attach(capture);
});

afterEach(async () => {
  capture.terminate();
  await input.close();
  // A terminated worker lets go of its files a moment later.
  await vi.waitFor(async () => {
    for (const { takeId, store } of await listSpools()) await store.remove(takeId);
  });
  await (await openDb()).clear('takes');
});

const attach = (client: CaptureClient) =>
  client.api.attach(
    input.ring,
    input.sampleRate,
    hear((event) => void events.push(event)),
  );
const newTake = (id: string) => ({ id, name: 'Probe', deviceLabel: input.label });
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const scan = (take: Take) => scanTake(spoolOf(take.backend), take.id);
const gaps = () => events.flatMap((event) => (event.type === 'gap' ? [event.gap] : []));
const silences = () => events.flatMap((event) => (event.type === 'silence' ? [event.reason] : []));

test('the microphone arrives at the device’s own rate with the browser’s processing off, and nothing is audible', () => {
  const settings = input.track!.getSettings();
  expect(input.sampleRate).toBe(settings.sampleRate);
  expect(settings).toMatchObject({ echoCancellation: false, noiseSuppression: false, autoGainControl: false });
  expect(input.channels).toBe(settings.channelCount);
});

test('every frame between start and stop is in the spool, pauses left out, markers where they were set', async () => {
  const begun = await capture.api.begin(newTake('whole'));
  expect(begun).toMatchObject({ state: 'recording', backend: 'opfs', bitDepth: 24, endedBy: null });
  expect(await getTake('whole')).toMatchObject({ state: 'recording' });
  const startedAt = Date.now();
  await sleep(1200);
  const wall = Date.now();
  const marker = await capture.api.mark(wall - 300, 'Half');
  await capture.api.pause('user');
  const pausedAt = Date.now();
  const paused = await getTake('whole');
  await sleep(600);
  await capture.api.resume();
  const resumedAt = Date.now();
  await sleep(500);
  const take = await capture.api.end('user');
  const recordedMs = Date.now() - resumedAt + pausedAt - startedAt;
  expect(take).toMatchObject({ state: 'stopped', endedBy: 'user', missingFrames: 0, markers: [marker] });
  expect(Math.abs((take.frames / input.sampleRate) * 1000 - recordedMs)).toBeLessThan(250);
  const markedAfter = wall - 300 - begun.startedAt;
  expect(Math.abs((marker.frame / input.sampleRate) * 1000 - markedAfter)).toBeLessThan(60);
  expect(paused?.frames).toBeLessThan(take.frames);
  expect(await scan(take)).toMatchObject({
    ...{ frames: take.frames, missingFrames: 0, badBytes: 0, endedBy: 'user', markers: [marker] },
    head: { id: 'whole', sampleRate: input.sampleRate, channels: input.channels, deviceLabel: input.label },
  });
  expect(events.filter(({ type }) => type === 'levels').length).toBeGreaterThan(10);
});

test('a page that hangs for seconds loses nothing', async () => {
  await capture.api.begin(newTake('stuck'));
  const until = performance.now() + 3000;
  while (performance.now() < until);
  const [{ store } = { store: spoolOf('opfs') }] = await listSpools();
  capture.terminate();
  const { frames, missingFrames } = await scanTake(store, 'stuck');
  expect(missingFrames).toBe(0);
  expect(frames / input.sampleRate).toBeGreaterThan(2.7);
});

test('three stretches in which the audio stood still are marked with their lengths, and no other', async () => {
  await capture.api.begin(newTake('gaps'));
  const slept: number[] = [];
  for (const ms of [500, 900, 1300]) {
    await sleep(900);
    await input.context.suspend();
    const from = Date.now();
    await sleep(ms);
    slept.push(Date.now() - from);
    await input.context.resume();
  }
  await sleep(900);
  const take = await capture.api.end('user');
  const long = gaps().filter(({ lengthMs }) => lengthMs > 350);
  expect(long.length).toBe(3);
  for (const [i, { lengthMs, reason }] of long.entries()) {
    expect(reason).toBe('suspended');
    expect(Math.abs(lengthMs - (slept[i] ?? 0))).toBeLessThan(200);
  }
  expect((await scan(take)).gaps).toEqual(take.gaps);
  expect(take.missingFrames).toBe(0);
});

test('an input that falls silent raises the alarm within two seconds, and it goes when sound is back', async () => {
  await capture.api.begin(newTake('silent'));
  await sleep(300);
  await input.context.suspend();
  const from = Date.now();
  await expect.poll(silences, { timeout: 5000, interval: 20 }).toEqual(['no-frames']);
  expect(Date.now() - from).toBeLessThan(2000);
  await input.context.resume();
  await expect.poll(silences, { timeout: 5000 }).toEqual(['no-frames', 'ok']);
});

test('a second window cannot record until the first has ended or died', async () => {
  await capture.api.begin(newTake('first'));
  const other = startCapture();
  const second = await openInput({ deviceId: '' });
  await other.api.attach(
    second.ring,
    second.sampleRate,
    hear(() => undefined),
  );
  await expect(other.api.begin(newTake('second'))).rejects.toMatchObject({ code: 'capture.busy' });
  expect((await listSpools()).map(({ takeId }) => takeId)).toEqual(['first']);
  capture.terminate();
  await expect.poll(() => other.api.begin(newTake('second')).then(() => 'began', String)).toBe('began');
  await other.api.end('user');
  other.terminate();
  await second.close();
});

test('when the input goes away the take waits, goes on with another in the same file, and the hole is marked', async () => {
  await capture.api.begin(newTake('hop'));
  await sleep(500);
  await capture.api.detach();
  const before = await getTake('hop');
  await sleep(400);
  await input.close();
  const { sampleRate, channels } = input;
  input = await openInput({ deviceId: '', format: { sampleRate, channels } });
  await attach(capture);
  await capture.api.resume();
  await sleep(500);
  const take = await capture.api.end('user');
  expect(take.gaps).toMatchObject([{ frame: before?.frames, reason: 'device-lost' }]);
  expect(take.gaps[0]?.lengthMs).toBeGreaterThan(350);
  expect(await scan(take)).toMatchObject({ frames: take.frames, missingFrames: 0, badBytes: 0, gaps: take.gaps });
});

test('a full disk ends the take, keeps what fits, and says so', async () => {
  const { origin } = location;
  const { usage = 0 } = await navigator.storage.estimate();
  await capture.api.begin(newTake('full'));
  await cdp().send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 300_000 });
  try {
    await expect
      .poll(() => events.find((event) => event.type === 'ended'), { timeout: 20_000 })
      .toMatchObject({ error: { code: 'storage.quota' }, take: { state: 'stopped', endedBy: 'disk-full' } });
  } finally {
    await cdp().send('Storage.overrideQuotaForOrigin', { origin });
  }
  const take = await getTake('full');
  expect(take?.frames).toBeGreaterThan(0);
  expect(await scanTake(spoolOf('opfs'), 'full')).toMatchObject({
    frames: take?.frames,
    missingFrames: 0,
    badBytes: 0,
  });
  // The lock is free: the next take may begin.
  await expect.poll(() => capture.api.begin(newTake('next')).then(() => 'began', String)).toBe('began');
  await capture.api.end('user');
});

test('without synchronous file access the same take goes to IndexedDB and survives the death of its thread', async () => {
  const worker = new Worker(new URL('./capture-idb.test.worker.ts', import.meta.url), { type: 'module' });
  const api = wrap<CaptureApi>(worker);
  await api.attach(
    input.ring,
    input.sampleRate,
    hear((event) => void events.push(event)),
  );
  const take = await api.begin(newTake('idb'));
  expect(take.backend).toBe('idb');
  await sleep(1500);
  const { frames } = await api.pause('user').then(() => getTake('idb').then((row) => row ?? take));
  worker.terminate();
  expect(frames).toBeGreaterThan(input.sampleRate);
  expect(await scan(take)).toMatchObject({ frames, missingFrames: 0, badBytes: 0, endedBy: null });
});
