import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumArgs, chromiumPath } from '../../support/chromium.ts';
import { bundleScripts } from '../../support/tus/bundle.ts';
import type { UploadsPage } from '../../support/tus/page.ts';
import { RealServer } from '../../support/tus/real-server.ts';

declare const uploads: UploadsPage;

const MB = 1 << 20;

let browser: Browser;
let page: Page;
const server = new RealServer();

beforeAll(async () => {
  const scripts = await bundleScripts(['page']);
  const script = readFileSync(join(scripts, 'page.js'), 'utf8');
  rmSync(scripts, { recursive: true, force: true });
  await server.start();
  const executablePath = chromiumPath();
  browser = await chromium.launch({ args: [...chromiumArgs], ...(executablePath ? { executablePath } : {}) });
  const context = await browser.newContext({ bypassCSP: true });
  page = await context.newPage();
  // A page of the server's origin with nothing of the app on it, which has an uploader too.
  await page.goto(`${server.origin}/api/health`);
  await page.addScriptTag({ type: 'module', content: script });
  await page.waitForFunction(() => 'uploads' in globalThis);
  await page.evaluate(async () => {
    const body = JSON.stringify({ name: 'Ada', email: 'ada@example.org', password: 'a long enough one' });
    const headers = { 'Content-Type': 'application/json' };
    await fetch('/api/auth/sign-up/email', { method: 'POST', headers, body });
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server.remove();
});

/** Queues a track of `sizeBytes`; `limit` in bytes per second. */
const queue = (sizeBytes: number, seed: number, limit = 0) =>
  page.evaluate(
    async ([size, s, bytesPerSec]) => {
      await uploads.setUploadLimit(bytesPerSec);
      const track = await uploads.makeTrack(size, s);
      await uploads.enqueueUpload(track);
      return track.blobHash;
    },
    [sizeBytes, seed, limit] as const,
  );
const jobOf = (hash: string) => page.evaluate((h) => uploads.getUpload(h), hash);
const byHash = (hash: string) =>
  page.evaluate(async (h) => {
    const response = await fetch(`/api/recordings/by-hash/${h}`);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }, hash);

describe('our uploader and our server', () => {
  it('agree on the bytes after the server was killed in the middle', async () => {
    const hash = await queue(24 * MB, 1, 8 * MB);
    await page.evaluate(() => void uploads.drainOutbox());
    await page.evaluate((h) => uploads.until(h, (job) => (job?.offset ?? 0) > 8 * 1_048_576), hash);
    await server.kill();
    await page.evaluate((h) => uploads.until(h, (job) => job?.state === 'queued'), hash);
    const confirmed = (await jobOf(hash))?.offset ?? 0;
    await server.start();
    await page.evaluate(async () => {
      uploads.chunks.length = 0;
      await uploads.setUploadLimit(0);
      await uploads.drainOutbox({ kick: true });
    });
    expect(await jobOf(hash)).toMatchObject({ state: 'done' });
    expect(await page.evaluate(() => uploads.chunks[0]?.offset)).toBeGreaterThanOrEqual(confirmed);
    const found = await byHash(hash);
    expect(found).toMatchObject({ status: 200, body: { sha256: hash, sizeBytes: 24 * MB, title: 'Noise 1' } });
  });

  it('send nothing that is there already', async () => {
    const hash = await queue(MB, 2);
    await page.evaluate(() => uploads.drainOutbox());
    const sent = await page.evaluate(async (h) => {
      const before = uploads.chunks.length;
      await uploads.cancelUpload(h);
      const track = await uploads.getTrack('track-2');
      if (track) await uploads.enqueueUpload(track);
      await uploads.drainOutbox();
      return uploads.chunks.length - before;
    }, hash);
    expect(sent).toBe(0);
    expect(await jobOf(hash)).toMatchObject({ state: 'done' });
  });

  it('throw away what was cancelled', async () => {
    const hash = await queue(24 * MB, 3, 8 * MB);
    await page.evaluate(() => void uploads.drainOutbox());
    const job = await page.evaluate((h) => uploads.until(h, (row) => (row?.offset ?? 0) > 0), hash);
    await page.evaluate(async (h) => {
      await uploads.cancelUpload(h);
      while ((await uploads.discardedUploads()).length > 0) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        await uploads.drainOutbox();
      }
    }, hash);
    const status = await page.evaluate(
      async (url) => (await fetch(url, { method: 'HEAD', headers: { 'Tus-Resumable': '1.0.0' } })).status,
      job?.uploadUrl ?? '',
    );
    expect(status).toBe(404);
    expect((await byHash(hash)).status).toBe(404);
  });

  it('refuse what is no audio and bytes that are not those announced', async () => {
    const results = await page.evaluate(async () => {
      await uploads.setUploadLimit(0);
      const text = await uploads.makeTextTrack(4);
      const swapped = await uploads.makeSwappedTrack(5);
      for (const track of [text, swapped]) await uploads.enqueueUpload(track);
      await uploads.drainOutbox();
      const rows = await Promise.all([text, swapped].map(({ blobHash }) => uploads.getUpload(blobHash)));
      return rows.map((row) => [row?.state, row?.error, row?.uploadUrl]);
    });
    expect(results).toEqual([
      ['failed', 'upload.type', null],
      ['failed', 'upload.hash_mismatch', null],
    ]);
  });

  it('wait when nobody is signed in any more', async () => {
    const hash = await queue(MB, 6);
    const result = await page.evaluate(async () => {
      await fetch('/api/auth/sign-out', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{}',
      });
      return uploads.drainOutbox();
    });
    expect(result.status).toBe('signed-out');
    expect(await jobOf(hash)).toMatchObject({ state: 'queued' });
  });
}, 120_000);
