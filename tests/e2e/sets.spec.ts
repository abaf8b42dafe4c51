import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { openRoom, prefer, test } from '../support/app.ts';
import { writeMusicWav } from '../support/signal.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549', 'best-practice'];

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

async function importTwo(page: Page, folder: string): Promise<void> {
  const files = [join(folder, 'First song.wav'), join(folder, 'Second song.wav')];
  for (const file of files) writeMusicWav(file, { seconds: 30, bpm: file.includes('First') ? 120 : 124 });
  await openRoom(page, '/');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Import files/ }).click();
  await (await chooser).setFiles(files);
  await page.waitForURL('**/library');
  await expect(page.getByText('Second song').first()).toBeVisible();
}

const deck = (page: Page, id: string) => page.getByRole('region', { name: `Deck ${id}` });

async function load(page: Page, title: string, id: string): Promise<void> {
  await page.getByRole('radio', { name: id, exact: true }).last().check();
  await page.getByRole('option', { name: title }).dblclick();
  await expect(deck(page, id).getByText(title, { exact: true })).toBeVisible();
}

/** Seconds of audio in the newest track of an origin, by its own bytes: header aside, 24 bits stereo. */
const secondsOf = (page: Page, origin: string) =>
  page.evaluate(
    (wanted) =>
      new Promise<{ bytes: number; row: number }>((resolve, reject) => {
        const opening = indexedDB.open('wavefoundry');
        opening.addEventListener('error', () => reject(new Error('no database')));
        opening.addEventListener('success', () => {
          const all = opening.result.transaction('tracks').objectStore('tracks').getAll();
          all.addEventListener('success', async () => {
            const track = (
              all.result as { origin: string; blobHash: string; sampleRate: number; durationSec: number }[]
            )
              .filter(({ origin: one }) => one === wanted)
              .at(-1);
            if (!track) return reject(new Error(`no track of ${wanted}`));
            const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('blobs');
            const file = await (await folder.getFileHandle(track.blobHash)).getFile();
            resolve({ bytes: (file.size - 44) / 6 / track.sampleRate, row: track.durationSec });
          });
        });
      }),
    origin,
  );

test('a set of two tracks is logged, recorded, edited after a reload and rendered at its right length', async ({
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'wavefoundry-set-'));
  await prefer(page, 'dark', 'en');
  await importTwo(page, folder);
  rmSync(folder, { recursive: true, force: true });
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Decks' }).click();
  await load(page, 'First song', 'A');
  await page.getByRole('button', { name: 'Record the mix' }).click();
  await expect(page.getByRole('timer')).toBeVisible();
  await page.keyboard.press('Shift+D');
  await deck(page, 'A').getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByText('Set running')).toBeVisible();
  await page.waitForTimeout(4000);
  await load(page, 'Second song', 'B');
  await deck(page, 'B').getByRole('button', { name: 'Play', exact: true }).click();
  for (let step = 0; step < 20; step++) {
    await page.keyboard.press('f');
    await page.waitForTimeout(50);
  }
  await page.waitForTimeout(4000);
  await deck(page, 'B').getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('group', { name: 'Record the mix' }).getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('The mix is in the library.')).toBeVisible();
  await page.getByRole('button', { name: 'Finish set' }).click();
  await expect(page.getByText('No set running')).toBeVisible();

  await page.reload();
  await page.getByRole('link', { name: 'All sets' }).click();
  await page.getByRole('link', { name: /^Set of/ }).click();
  const rows = page.getByRole('row');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText('0:00');
  await expect(rows.nth(1)).toContainText('First song');
  await expect(rows.nth(2)).toContainText('Second song');

  await page.getByRole('button', { name: 'Edit the transition First song → Second song' }).click();
  await page.getByRole('button', { name: '4 beats earlier' }).click();
  await page.getByRole('combobox', { name: 'Curve of the crossfader' }).selectOption('Linear');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('combobox', { name: 'Version' })).toHaveValue('1');
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Into the library' }).click();
  await expect(page.getByText(/^Done, .* times as fast/)).toBeVisible();
  const set = await secondsOf(page, 'set');
  const take = await secondsOf(page, 'take');
  expect(set.bytes).toBeCloseTo(set.row, 4);
  expect(set.bytes).toBeGreaterThan(9);
  // The recording began before the first play and ended before the set was finished.
  expect(Math.abs(take.bytes - set.bytes)).toBeLessThan(5);

  await page.getByRole('link', { name: 'Sets' }).click();
  await page.getByRole('button', { name: /^Move .* to the bin/ }).click();
  await expect(page.getByText('No set yet')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(page.getByRole('link', { name: /^Set of/ })).toBeVisible();
});
