import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchKillable, newProfile, removeProfile } from '../../support/browser.ts';
import { chromiumArgs, chromiumPath } from '../../support/chromium.ts';
import { bundleScripts } from '../../support/tus/bundle.ts';
import type { UploadsPage } from '../../support/tus/page.ts';
import { TusServer } from '../../support/tus/process.ts';

declare const uploads: UploadsPage;

const MB = 1 << 20;

let scripts: string;
let browser: Browser;
let server: TusServer;
let context: BrowserContext;

beforeAll(async () => {
  scripts = await bundleScripts(['page', 'worker']);
  const executablePath = chromiumPath();
  browser = await chromium.launch({ args: [...chromiumArgs], ...(executablePath ? { executablePath } : {}) });
}, 120_000);

afterAll(async () => {
  await browser.close();
  rmSync(scripts, { recursive: true, force: true });
});

beforeEach(async () => {
  server = new TusServer(scripts);
  await server.start();
  context = await browser.newContext();
});

afterEach(async () => {
  await context.close();
  await server.remove();
});

async function open(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(server.origin);
  await page.waitForFunction(() => 'uploads' in globalThis);
  return page;
}

async function signIn(): Promise<void> {
  await context.request.post(`${server.origin}/api/auth/sign-in/email`);
}

/** A page where someone is signed in and one track of `sizeBytes` waits in the outbox. */
async function openWithJob(sizeBytes: number, limit = 0): Promise<{ page: Page; hash: string }> {
  await signIn();
  const page = await open();
  const hash = await page.evaluate(
    async ([size, bytesPerSec]) => {
      await uploads.setUploadLimit(bytesPerSec);
      const track = await uploads.makeTrack(size, 1);
      await uploads.enqueueUpload(track);
      return track.blobHash;
    },
    [sizeBytes, limit] as const,
  );
  return { page, hash };
}

const startDrain = (page: Page) => page.evaluate(() => void uploads.drainOutbox());
const reaches = (page: Page, hash: string, bytes: number) =>
  page.evaluate(([h, n]) => uploads.until(h, (job) => (job?.offset ?? 0) >= n), [hash, bytes] as const);
const jobOf = (page: Page, hash: string) => page.evaluate((h) => uploads.getUpload(h), hash);
const sentBytes = () => server.requests('PATCH').reduce((sum, { bytes }) => sum + bytes, 0);

describe('uploader', () => {
  it('sends every byte once and marks the track safe when the server holds the same SHA-256', async () => {
    const { page, hash } = await openWithJob(9 * MB + 7);
    const result = await page.evaluate(() => uploads.drainOutbox());
    expect(result).toEqual({ status: 'idle', nextAt: null });
    expect(await jobOf(page, hash)).toMatchObject({ state: 'done', offset: 9 * MB + 7, error: null });
    expect((await page.evaluate(() => uploads.getTrack('track-1')))?.safeAt).toBeGreaterThan(0);
    expect(sentBytes()).toBe(9 * MB + 7);
    expect(server.requests('PATCH').every(({ status }) => status === 204)).toBe(true);
    expect(await page.evaluate(() => uploads.progress.at(-1)?.sentBytes)).toBe(9 * MB + 7);
  });

  it('asks before sending and sends nothing that the server holds', async () => {
    const { page, hash } = await openWithJob(2 * MB);
    await page.evaluate(() => uploads.drainOutbox());
    const before = sentBytes();
    await page.evaluate(async (h) => {
      await uploads.cancelUpload(h);
      const track = await uploads.getTrack('track-1');
      if (track) await uploads.enqueueUpload(track);
      await uploads.drainOutbox();
    }, hash);
    expect(await jobOf(page, hash)).toMatchObject({ state: 'done' });
    expect(sentBytes()).toBe(before);
    expect(server.requests('POST')).toHaveLength(1);
  });

  it('waits for sign-in without touching the job', async () => {
    const page = await open();
    const hash = await page.evaluate(async () => {
      const track = await uploads.makeTrack(1000, 1);
      return (await uploads.enqueueUpload(track)).blobHash;
    });
    expect(await page.evaluate(() => uploads.drainOutbox())).toMatchObject({ status: 'signed-out' });
    expect(await jobOf(page, hash)).toMatchObject({ state: 'queued', attempts: 0 });
    await signIn();
    expect(await page.evaluate(() => uploads.drainOutbox())).toMatchObject({ status: 'idle' });
    expect(await jobOf(page, hash)).toMatchObject({ state: 'done' });
  });

  it('goes on at the very byte that a killed server holds', async () => {
    const { page, hash } = await openWithJob(24 * MB, 8 * MB);
    await startDrain(page);
    await reaches(page, hash, 8 * MB);
    await server.kill();
    await page.evaluate((h) => uploads.until(h, (job) => job?.state === 'queued'), hash);
    const held = server.partialBytes();
    expect(await jobOf(page, hash)).toMatchObject({ error: 'upload.offline' });
    expect(held).toBeGreaterThanOrEqual(8 * MB);
    expect(await page.evaluate(() => uploads.drainOutbox({ kick: true }))).toMatchObject({ status: 'offline' });
    const seen = server.requests('PATCH').length;
    await server.start();
    await page.evaluate(() => uploads.setUploadLimit(0));
    expect(await page.evaluate(() => uploads.drainOutbox({ kick: true }))).toMatchObject({ status: 'idle' });
    const later = server.requests('PATCH').slice(seen);
    expect(later[0]?.offset).toBe(held);
    expect(later.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(24 * MB - held);
    expect(await jobOf(page, hash)).toMatchObject({ state: 'done' });
    expect(server.requests('POST')).toHaveLength(1);
  });

  it('says that it waits, not that it sends, when a crash met a missing server', async () => {
    const { page, hash } = await openWithJob(24 * MB, 8 * MB);
    await startDrain(page);
    await reaches(page, hash, 4 * MB);
    await page.reload();
    await server.kill();
    await page.waitForFunction(() => 'uploads' in globalThis);
    expect(await jobOf(page, hash)).toMatchObject({ state: 'sending' });
    expect(await page.evaluate(() => uploads.drainOutbox())).toEqual({ status: 'offline', nextAt: null });
    expect(await jobOf(page, hash)).toMatchObject({ state: 'queued', error: 'upload.offline' });
  });

  it('works off many jobs in order, with one that is paused and one that is added meanwhile', async () => {
    await signIn();
    const page = await open();
    const done = await page.evaluate(async () => {
      const hashes: string[] = [];
      for (let seed = 1; seed <= 6; seed += 1) {
        const track = await uploads.makeTrack(200_000 + seed, seed);
        hashes.push(track.blobHash);
        if (seed < 6) await uploads.enqueueUpload(track);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      const drained = uploads.drainOutbox();
      await uploads.applyUploadEvent(hashes[3] ?? '', { type: 'pause' });
      const late = await uploads.getTrack('track-6');
      if (late) await uploads.enqueueUpload(late);
      await drained;
      await uploads.drainOutbox();
      return (await uploads.listUploads()).map(({ trackId, state }) => `${trackId} ${state}`);
    });
    expect(done).toEqual(
      ['done', 'done', 'done', 'paused', 'done', 'done'].map((state, index) => `track-${index + 1} ${state}`),
    );
    const sizes = server.requests('PATCH').map(({ bytes }) => bytes - 200_000);
    expect(sizes).toEqual([1, 2, 3, 5, 6]);
  });

  it('goes on after a reload in the middle', async () => {
    const { page, hash } = await openWithJob(24 * MB, 8 * MB);
    await startDrain(page);
    await reaches(page, hash, 4 * MB);
    await page.reload();
    await page.waitForFunction(() => 'uploads' in globalThis);
    expect(await jobOf(page, hash)).toMatchObject({ state: 'sending' });
    await page.evaluate(() => uploads.setUploadLimit(0));
    expect(await page.evaluate(() => uploads.drainOutbox())).toMatchObject({ status: 'idle' });
    expect(await jobOf(page, hash)).toMatchObject({ state: 'done' });
    const accepted = server.requests('PATCH').filter(({ status }) => status === 204);
    const ends = new Set([0, ...accepted.map(({ offset, bytes }) => offset + bytes)]);
    // Each chunk begins where the server stood: after a whole chunk, or inside the one that the reload cut off.
    expect(accepted.filter(({ offset }) => !ends.has(offset)).length).toBeLessThanOrEqual(1);
    expect(accepted.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(24 * MB);
    expect(server.requests().filter(({ status }) => status === 409)).toEqual([]);
  });

  it('goes on in a new browser after the old one was killed', async () => {
    const profile = newProfile();
    try {
      const first = await launchKillable(profile);
      const own = context;
      context = first.context;
      const { page, hash } = await openWithJob(24 * MB, 8 * MB);
      await startDrain(page);
      await reaches(page, hash, 4 * MB);
      await first.kill();
      // What the killed browser had put on the wire still arrives.
      await sleep(500);
      const held = server.partialBytes();
      const again = await launchKillable(profile);
      context = again.context;
      await signIn();
      const revived = await open();
      await revived.evaluate(() => uploads.setUploadLimit(0));
      expect(await revived.evaluate(() => uploads.drainOutbox({ kick: true }))).toMatchObject({ status: 'idle' });
      expect(await jobOf(revived, hash)).toMatchObject({ state: 'done' });
      const rest = server.requests('PATCH').filter(({ status, offset }) => status === 204 && offset >= held);
      expect(rest.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(24 * MB - held);
      expect(server.requests('POST')).toHaveLength(1);
      await again.kill();
      context = own;
    } finally {
      removeProfile(profile);
    }
  });

  it('is one uploader for two pages and a service worker', async () => {
    const { page, hash } = await openWithJob(12 * MB, 8 * MB);
    await page.evaluate(async () => {
      await navigator.serviceWorker.register('/t/worker.js', { scope: '/', type: 'module' });
      await navigator.serviceWorker.ready;
    });
    const second = await open();
    const [first, other] = await Promise.all([
      page.evaluate(() => uploads.drainOutbox()),
      second.evaluate(() => uploads.drainOutbox()),
      page.evaluate(async () => (await navigator.serviceWorker.ready).active?.postMessage('drain')),
    ]);
    await page.evaluate((h) => uploads.until(h, (job) => job?.state === 'done'), hash);
    expect([first.status, other.status].filter((status) => status === 'busy').length).toBeGreaterThanOrEqual(1);
    expect(sentBytes()).toBe(12 * MB);
    expect(server.requests('POST')).toHaveLength(1);
  });

  it('is taken over by the service worker when the page that sends is closed', async () => {
    const { page, hash } = await openWithJob(16 * MB, 6 * MB);
    await page.evaluate(async () => {
      await navigator.serviceWorker.register('/t/worker.js', { scope: '/', type: 'module' });
      await navigator.serviceWorker.ready;
    });
    await startDrain(page);
    await reaches(page, hash, 3 * MB);
    const second = await open();
    await second.evaluate(async () => (await navigator.serviceWorker.ready).active?.postMessage('drain'));
    await page.close();
    await second.evaluate((h) => uploads.until(h, (job) => job?.state === 'done'), hash);
    expect(server.requests('POST')).toHaveLength(1);
    expect(server.requests().filter(({ status }) => status === 409)).toEqual([]);
  });

  it('runs on a Background Sync event', async () => {
    const { page, hash } = await openWithJob(3 * MB);
    const cdp = await context.newCDPSession(page);
    const registrationId = new Promise<string>((resolve) => {
      cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        if (registrations[0]) resolve(registrations[0].registrationId);
      });
    });
    await cdp.send('ServiceWorker.enable');
    await page.evaluate(async () => {
      await navigator.serviceWorker.register('/t/worker.js', { scope: '/', type: 'module' });
      await navigator.serviceWorker.ready;
    });
    await cdp.send('ServiceWorker.dispatchSyncEvent', {
      origin: server.origin,
      registrationId: await registrationId,
      tag: 'uploads',
      lastChance: false,
    });
    await page.evaluate((h) => uploads.until(h, (job) => job?.state === 'done'), hash);
    expect(sentBytes()).toBe(3 * MB);
  });

  it('pauses in the middle of a chunk from another page, and resumes with what had arrived', async () => {
    const { page, hash } = await openWithJob(24 * MB, 8 * MB);
    const second = await open();
    await startDrain(page);
    await reaches(page, hash, 4 * MB);
    await second.evaluate((h) => uploads.applyUploadEvent(h, { type: 'pause' }), hash);
    await sleep(600);
    const held = server.partialBytes();
    await sleep(600);
    expect(server.partialBytes()).toBe(held);
    expect(held).toBeLessThan(24 * MB);
    expect(await jobOf(page, hash)).toMatchObject({ state: 'paused' });
    expect(await page.evaluate(() => uploads.drainOutbox())).toMatchObject({ status: 'idle' });
    await second.evaluate(async (h) => {
      await uploads.setUploadLimit(0);
      await uploads.applyUploadEvent(h, { type: 'resume' });
      await uploads.drainOutbox();
    }, hash);
    expect(await jobOf(page, hash)).toMatchObject({ state: 'done' });
    expect(server.requests('POST')).toHaveLength(1);
  });

  it('has the server throw away what was cancelled, also when it could not be reached then', async () => {
    const { page, hash } = await openWithJob(24 * MB, 8 * MB);
    await startDrain(page);
    await reaches(page, hash, 2 * MB);
    await server.kill();
    await page.evaluate((h) => uploads.cancelUpload(h), hash);
    expect(await jobOf(page, hash)).toBeUndefined();
    expect(server.partialBytes()).toBeGreaterThan(0);
    await server.start();
    await page.evaluate(() => uploads.drainOutbox());
    expect(server.requests('DELETE')).toMatchObject([{ status: 204 }]);
    expect(server.partialBytes()).toBe(0);
    expect(await page.evaluate(() => uploads.discardedUploads())).toEqual([]);
    expect(await page.evaluate(() => uploads.getTrack('track-1'))).toMatchObject({ safeAt: null });
  });

  it.each([
    { faults: { finish: 422 }, error: 'upload.hash_mismatch' },
    { faults: { create: 413, code: 'upload.quota' }, error: 'upload.quota' },
    { faults: { create: 413 }, error: 'upload.too_large' },
    { faults: { create: 415 }, error: 'upload.type' },
  ])('says $error when the server refuses, and goes on when asked again', async ({ faults, error }) => {
    const { page, hash } = await openWithJob(MB + 1);
    await server.fail(faults);
    expect(await page.evaluate(() => uploads.drainOutbox())).toMatchObject({ status: 'idle' });
    expect(await jobOf(page, hash)).toMatchObject({ state: 'failed', error });
    expect(await page.evaluate(() => uploads.getTrack('track-1'))).toMatchObject({ safeAt: null });
    await page.evaluate((h) => uploads.applyUploadEvent(h, { type: 'resume' }), hash);
    await page.evaluate(() => uploads.drainOutbox());
    expect(await jobOf(page, hash)).toMatchObject({ state: 'done', error: null });
  });

  it('gets through a proxy that takes small requests only', async () => {
    const { page, hash } = await openWithJob(4 * MB);
    await server.fail({ maxBody: MB / 2 });
    expect(await page.evaluate(() => uploads.drainOutbox())).toMatchObject({ status: 'idle' });
    expect(await jobOf(page, hash)).toMatchObject({ state: 'done' });
    expect(sentBytes()).toBe(4 * MB);
  });

  it('says that the audio is missing on this device instead of trying for ever', async () => {
    const { page, hash } = await openWithJob(MB);
    await page.evaluate(async (h) => {
      const root = await navigator.storage.getDirectory();
      await (await root.getDirectoryHandle('blobs')).removeEntry(h);
      await uploads.drainOutbox();
    }, hash);
    expect(await jobOf(page, hash)).toMatchObject({ state: 'failed', error: 'storage.missing' });
  });

  it('starts anew when the server has lost the upload', async () => {
    const { page, hash } = await openWithJob(8 * MB, 4 * MB);
    await startDrain(page);
    await reaches(page, hash, 2 * MB);
    await page.evaluate((h) => uploads.applyUploadEvent(h, { type: 'pause' }), hash);
    const job = await jobOf(page, hash);
    await sleep(300);
    await context.request.delete(`${server.origin}${job?.uploadUrl}`, { headers: { 'Tus-Resumable': '1.0.0' } });
    await page.evaluate(async (h) => {
      await uploads.setUploadLimit(0);
      await uploads.applyUploadEvent(h, { type: 'resume' });
      await uploads.drainOutbox();
    }, hash);
    expect(await jobOf(page, hash)).toMatchObject({ state: 'done' });
    expect(server.requests('POST')).toHaveLength(2);
  });

  it('keeps to the bandwidth limit within a fifth', async () => {
    const limit = 1.5 * MB;
    const { page } = await openWithJob(9 * MB, limit);
    await page.evaluate(() => uploads.drainOutbox());
    const rate = await page.evaluate(() => {
      const [first, last] = [uploads.progress[0], uploads.progress.at(-1)];
      if (!first || !last) return 0;
      return ((last.sentBytes - first.sentBytes) / (last.at - first.at)) * 1000;
    });
    expect(rate / limit).toBeGreaterThan(0.8);
    expect(rate / limit).toBeLessThan(1.2);
  });
}, 60_000);
