import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, type Page } from '@playwright/test';
import { launchKillable, newProfile, removeProfile, type KillableBrowser } from '../support/browser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { writeMusicWav } from '../support/signal.ts';

/** What a person does on the first day, with everything going wrong in between. */
test('record offline, crash, recover, understand, play, upload through a dying server', async () => {
  test.setTimeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), 'wavefoundry-story-'));
  const microphone = join(folder, 'microphone.wav');
  writeMusicWav(microphone, { seconds: 60, bpm: 126 });
  const profile = newProfile();
  const dataDir = join(folder, 'data');
  let server: RunningServer = await startServer({ dataDir });
  const { port, url } = server;
  let browser: KillableBrowser | undefined;
  const open = async (): Promise<Page> => {
    browser = await launchKillable(profile, [`--use-file-for-fake-audio-capture=${microphone}`]);
    const page = await browser.context.newPage();
    await page.setViewportSize({ width: 1600, height: 900 });
    await page.goto(url);
    return page;
  };

  try {
    // The first visit stores the app on the device.
    let page = await open();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await expect
      .poll(() => page.evaluate(async () => (await (await caches.open((await caches.keys())[0] ?? '')).keys()).length))
      .toBeGreaterThan(20);

    // From here the network is gone: not even the server runs.
    await server.kill('SIGTERM');
    // At once: the room is still opening the microphone for its meters.
    await page.goto(`${url}/record`);
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await expect(page.getByText('Recording, safe on this device every moment')).toBeVisible();
    await sleep(12_000);
    await browser?.kill();

    // The same app, offline, after the crash.
    page = await open();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(/^Nothing \(0 of [\d,]+ frames\)$/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Keep' }).click();
    await expect(page.getByText('is in the library. Nothing was lost.')).toBeVisible();

    // The analysis runs without being asked.
    await page.goto(`${url}/library`);
    const row = page.getByRole('row', { name: /^Take / });
    await expect(row.getByText(/^-\d+\.\d LUFS$/)).toBeVisible({ timeout: 60_000 });
    await expect(row.getByText(/^12[56]\.\d$/)).toBeVisible();
    await row.getByRole('button', { name: /^Analysis of/ }).click();
    await expect(
      page
        .getByRole('definition')
        .filter({ hasText: /^-\d+\.\d LUFS$/ })
        .first(),
    ).toBeVisible();
    await expect(page.getByRole('definition').filter({ hasText: /^-?\d+\.\d dBTP$/ })).toBeVisible();
    await expect(page.getByRole('img', { name: /^Waveform of 0:1\d/ })).toBeVisible();

    // It plays on a deck, and an offline reload keeps everything.
    await page.getByRole('main').getByRole('button', { name: 'Play' }).first().click();
    await expect(page).toHaveURL(/\/decks$/);
    const position = page.getByRole('slider', { name: /position/i }).first();
    const at = async () => Number(await position.getAttribute('aria-valuenow'));
    await expect.poll(at).toBeGreaterThan(0.5);
    await page.reload();
    await page.goto(`${url}/library`);
    await expect(row.getByText(/^-\d+\.\d LUFS$/)).toBeVisible();
    const local = await page.evaluate(localBlob);

    // Back online: an account, a slow line, and a server that dies in the middle of the upload.
    server = await startServer({ dataDir, port });
    await page.goto(`${url}/settings`);
    await page.getByLabel('Bandwidth for uploads').selectOption({ index: 2 });
    await page.getByLabel('Name').fill('Ada');
    await page.getByLabel('E-mail address').fill('ada@example.org');
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Create an account' }).last().click();
    await expect(page.getByText('Signed in as Ada')).toBeVisible();
    await page.goto(`${url}/library`);
    await row.getByRole('button', { name: /to the server$/ }).click();
    await expect.poll(() => page.evaluate(outboxOffset), { timeout: 30_000 }).toBeGreaterThan(0);
    await server.kill('SIGKILL');
    await sleep(1000);
    server = await startServer({ dataDir, port });
    await expect(row.getByRole('img', { name: /^Safe:/ })).toBeVisible({ timeout: 90_000 });

    // The server holds the same bytes.
    const remote = await page.evaluate(async () => {
      const page1 = (await (await fetch('/api/recordings')).json()) as { recordings: { id: string; sha256: string }[] };
      const [first] = page1.recordings;
      const audio = await fetch(`/api/recordings/${first?.id}/audio`);
      return { sha256: first?.sha256, bytes: [...new Uint8Array(await audio.arrayBuffer())] };
    });
    expect(remote.sha256).toBe(local.hash);
    expect(createHash('sha256').update(Uint8Array.from(remote.bytes)).digest('hex')).toBe(local.hash);
    expect(remote.bytes.length).toBe(local.size);
  } catch (error) {
    // A page that died has no picture, and must not hide what went wrong.
    const body = await browser?.context
      .pages()
      .at(-1)
      ?.screenshot()
      .catch(() => undefined);
    if (body) await test.info().attach('where it stood', { body, contentType: 'image/png' });
    throw error;
  } finally {
    await browser?.kill();
    await server.kill('SIGKILL');
    removeProfile(profile);
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Runs in the page: hash and size of the one stored blob. */
async function localBlob(): Promise<{ hash: string; size: number }> {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('blobs');
  for await (const [name, handle] of folder.entries()) {
    const file = await (handle as FileSystemFileHandle).getFile();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
    const hash = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    if (hash !== name) throw new Error('the blob is not what its name says');
    return { hash, size: file.size };
  }
  throw new Error('no blob');
}

/** Runs in the page: bytes of the one upload that the server has confirmed. */
function outboxOffset(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('wavefoundry');
    opening.addEventListener('error', () => reject(opening.error));
    opening.addEventListener('success', () => {
      const db = opening.result;
      const all = db.transaction('outbox').objectStore('outbox').getAll();
      all.addEventListener('success', () => {
        db.close();
        resolve((all.result[0] as { offset?: number } | undefined)?.offset ?? 0);
      });
    });
  });
}
