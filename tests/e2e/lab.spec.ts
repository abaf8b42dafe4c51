import AxeBuilder from '@axe-core/playwright';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { newestTrackId, openRoom, prefer, test } from '../support/app.ts';
import { writeMusicWav } from '../support/signal.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549', 'best-practice'];
const folder = mkdtempSync(join(tmpdir(), 'wavefoundry-lab-'));
const file = join(folder, 'Twenty seconds.wav');

test.beforeAll(() => writeMusicWav(file, { seconds: 20, bpm: 120 }));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fact = (page: Page, name: string): Locator =>
  page.locator('dl > div').filter({ has: page.getByText(name, { exact: true }) });
const tempo = (page: Page) => fact(page, 'Tempo').locator('dd').first();

/** Imports the file and opens it in the Lab when it is analysed. */
async function openLab(page: Page): Promise<string> {
  await openRoom(page, '/library');
  await page.getByTestId('import-input').setInputFiles(file);
  await page.getByText('Twenty seconds').first().waitFor();
  const path = `/lab/${await newestTrackId(page)}`;
  await openRoom(page, path);
  await expect(page.locator('dl').first()).toBeVisible({ timeout: 120_000 });
  return path;
}

/** Changes the stored answer of the analyser, as if another one had given it. */
async function answer(page: Page, change: Record<string, unknown>): Promise<void> {
  await page.evaluate(async (patch) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('wavefoundry');
      opening.addEventListener('success', () => resolve(opening.result));
      opening.addEventListener('error', () => reject(opening.error ?? new Error('no database')));
    });
    const store = db.transaction('analyses', 'readwrite').objectStore('analyses');
    await new Promise<void>((resolve) => {
      const reading = store.openCursor();
      reading.addEventListener('success', () => {
        const cursor = reading.result;
        if (!cursor) return;
        const { version, ...others } = patch as { version?: number };
        const row = { ...cursor.value, ...others };
        if (version === undefined) void cursor.update(row);
        else {
          void cursor.delete();
          void store.put({ ...row, version });
        }
        store.transaction.addEventListener('complete', () => resolve());
      });
    });
    db.close();
  }, change);
}

test('plots, corrections, undo, reload, and a new analyser that overwrites none of it', async ({ page }) => {
  test.setTimeout(300_000);
  await prefer(page, 'dark', 'en');
  const path = await openLab(page);
  await expect(tempo(page)).toHaveText(/^(?:119|120)\.\d\d BPM$/);
  await expect(page.getByRole('img', { name: /^Waveform of 0:20/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Tempo over time: lowest \d+\.\d BPM at / })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Loudness over time/ })).toBeVisible();

  // The place moves by keys, and every plot tells its value there.
  const place = page.getByRole('slider', { name: 'Place in the track' });
  await place.press('Home');
  for (let i = 0; i < 7; i++) await place.press('ArrowRight');
  await expect(place).toHaveAttribute('aria-valuetext', '0:07');

  await page.getByRole('button', { name: 'Tempo ×2', exact: true }).click();
  await expect(tempo(page)).toHaveText(/^(?:239|240)\.\d\d BPM$/);
  await expect(fact(page, 'Tempo')).toContainText('set by you');
  await page.getByRole('button', { name: 'Grid by +10 ms' }).click();
  await page.getByLabel('Key', { exact: true }).selectOption('5A');
  await expect(fact(page, 'Key')).toContainText('Cm');

  // Undo and redo are there after a reload; the last step was the key.
  await openRoom(page, path);
  await page.getByRole('button', { name: 'Undo: Key Cm' }).click();
  await expect(fact(page, 'Key')).not.toContainText('Cm');
  await page.getByRole('button', { name: 'Redo: Key Cm' }).click();
  await expect(fact(page, 'Key')).toContainText('Cm');
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: 'Undo: Grid by 10 ms' }).click();
  await expect(page.getByRole('button', { name: 'Undo: Tempo ×2' })).toBeEnabled();
  await page.getByRole('button', { name: 'Redo: Grid by 10 ms' }).click();

  // An old result is computed anew in idle time; what was said stays.
  await answer(page, { version: 0 });
  await openRoom(page, path);
  await expect.poll(() => versions(page), { timeout: 120_000 }).not.toContain(0);
  await expect(tempo(page)).toHaveText(/^(?:239|240)\.\d\d BPM$/);
  await openRoom(page, path);
  await expect(tempo(page)).toHaveText(/^(?:239|240)\.\d\d BPM$/);
});

const versions = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const opening = indexedDB.open('wavefoundry');
        opening.addEventListener('success', () => {
          const keys = opening.result.transaction('analyses').objectStore('analyses').getAllKeys();
          keys.addEventListener('success', () => {
            opening.result.close();
            resolve(keys.result.map((key) => Number((key as [string, number])[1])));
          });
        });
      }),
  );

test('what is unsure is asked once, and the answers teach, until they are forgotten', async ({ page }) => {
  test.setTimeout(300_000);
  await prefer(page, 'dark', 'en');
  const path = await openLab(page);
  await answer(page, {
    key: { tonic: 9, mode: 'minor', confidence: 0.4, tuningCents: 0, segments: [] },
  });
  await openRoom(page, path);
  const question = page.getByRole('group', { name: /^The key could be another one/ });
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: 'C (8B)', exact: true }).click();
  await expect(question).toBeHidden();
  await expect(fact(page, 'Key')).toContainText('set by you');
  await openRoom(page, path);
  await expect(fact(page, 'Key')).toBeVisible();
  await expect(question).toBeHidden();
  await openRoom(page, '/settings');
  await expect(page.getByText('Relative key instead: 1 times')).toBeVisible();
  await page.getByRole('button', { name: 'Forget what was learned' }).click();
  await expect(page.getByText('Relative key instead: 1 times')).toBeHidden();
  await openRoom(page, path);
  await expect(fact(page, 'Key')).toContainText('set by you');
});

/** A result with every plot in it, as analysers that look for all of it give it. */
const everything = {
  key: {
    ...{ tonic: 9, mode: 'minor', confidence: 0.4, tuningCents: -12 },
    segments: [
      { startSec: 0, endSec: 12, tonic: 9, mode: 'minor', confidence: 0.8 },
      { startSec: 12, endSec: 20, tonic: 0, mode: 'major', confidence: 0.7 },
    ],
  },
  energy: { level: 7, confidence: 0.8, curve: Array.from({ length: 20 }, (_, i) => i / 20) },
  sections: [
    { startSec: 0, endSec: 6, kind: 'intro', energy: 0.3, confidence: 0.8 },
    { startSec: 6, endSec: 8, kind: 'build', energy: 0.6, confidence: 0.6 },
    { startSec: 8, endSec: 20, kind: 'drop', energy: 1, confidence: 0.9 },
  ],
  vocals: { curve: Array.from({ length: 20 }, (_, i) => (i % 7) / 7), share: 0.3 },
};

test('all plots are free of faults and of scrolling sideways, in both themes and languages', async ({ page }) => {
  test.setTimeout(300_000);
  await prefer(page, 'dark', 'en');
  const path = await openLab(page);
  await answer(page, everything);
  for (const [width, look, language] of [
    [1440, 'dark', 'en'],
    [320, 'light', 'de'],
    [320, 'dark', 'en'],
    [1440, 'light', 'de'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await prefer(page, look, language);
    await openRoom(page, path);
    await expect(page.getByText(language === 'de' ? 'Abschnitte' : 'Sections', { exact: true })).toBeVisible();
    await page.locator('summary').first().click();
    const where = `${width} ${look} ${language}`;
    const { violations } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze();
    expect
      .soft(
        violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
        where,
      )
      .toEqual([]);
    const sideways = await page.evaluate(() => {
      const main = document.querySelector('main') as Element;
      return Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth);
    });
    expect.soft(sideways, where).toBeLessThanOrEqual(0);
    if (process.env['SHOTS'])
      await page.screenshot({ path: join(process.env['SHOTS'], `lab-${where}.png`), fullPage: true });
  }
});
