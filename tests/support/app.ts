import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { startServer, type RunningServer } from './server.ts';
import { writeMusicWav } from './signal.ts';

interface Shared {
  /** One real server for all tests of a run. */
  readonly server: RunningServer;
  /** A WAV of two seconds with beats in it. */
  readonly wavFile: string;
}

/** Playwright's test against the production build on the real server; relative addresses lead there. */
export const test = base.extend<object, Shared>({
  server: [
    async ({}, use) => {
      const server = await startServer({ env: { SIGNUPS: 'open' } });
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 400_000 },
  ],
  wavFile: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'wavefoundry-wav-'));
      const file = join(folder, 'Two seconds.wav');
      writeMusicWav(file, { seconds: 2, bpm: 120 });
      await use(file);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, use) => use(server.url),
});

export type Look = 'dark' | 'light';
export type Language = 'en' | 'de';

/** Chooses theme and language as if they had been chosen on an earlier visit. */
export async function prefer(page: Page, look: Look, language: Language): Promise<void> {
  await page.addInitScript(
    ([theme, locale]) => {
      localStorage.setItem('wavefoundry-theme', theme);
      localStorage.setItem('PARAGLIDE_LOCALE', locale);
    },
    [look, language] as const,
  );
}

/** Opens a page and waits until its room stands. */
export async function openRoom(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('main h1').waitFor();
}

/** Imports a file as a person does, by the picker of the start page. */
export async function importFile(page: Page, file: string): Promise<void> {
  await openRoom(page, '/');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Import files|^Dateien importieren/ }).click();
  await (await chooser).setFiles(file);
  await page.waitForURL('**/library');
  await page.getByText('Two seconds').first().waitFor();
}

/** Id of the newest track of this profile. */
export function newestTrackId(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('wavefoundry');
        opening.addEventListener('error', () => reject(opening.error ?? new Error('no database')));
        opening.addEventListener('success', () => {
          const keys = opening.result.transaction('tracks').objectStore('tracks').getAllKeys();
          keys.addEventListener('success', () => resolve(String(keys.result.at(-1))));
        });
      }),
  );
}
