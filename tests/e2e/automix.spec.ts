import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { openRoom, prefer, test } from '../support/app.ts';
import { writeMusicWav } from '../support/signal.ts';

test('automix plays one track after the other, on the beat, and can be hurried', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'wavefoundry-automix-'));
  const files = [120, 122, 124].map((bpm) => join(folder, `Song ${bpm}.wav`));
  for (const [index, file] of files.entries()) writeMusicWav(file, { seconds: 40, bpm: [120, 122, 124][index] ?? 120 });
  await prefer(page, 'dark', 'en');
  await openRoom(page, '/library');
  await page.getByTestId('import-input').first().setInputFiles(files);
  for (const name of ['Song 120', 'Song 122', 'Song 124'])
    await page.getByText(name, { exact: true }).first().waitFor();
  rmSync(folder, { recursive: true, force: true });
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Decks', exact: true }).click();
  await page.getByRole('button', { name: 'Automix …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Automix' });
  await dialog.getByRole('radio', { name: 'As listed' }).check();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await dialog.getByRole('button', { name: 'Start' }).click();

  const deck = (id: string) => page.getByRole('region', { name: `Deck ${id}` });
  const bar = page.getByRole('group', { name: 'Automix' });
  await expect(deck('A').getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(bar).toContainText(/Next: “Song \d+” in 0:\d\d/);
  await bar.getByRole('button', { name: 'Go over now' }).click();
  await expect(deck('B').getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(deck('A').getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  // The third track takes the place of the first.
  await expect(bar).toContainText(/Next: “Song \d+”/);
  await expect(page.getByRole('group', { name: 'Channel B' }).getByRole('slider', { name: 'Volume' })).toHaveAttribute(
    'aria-valuenow',
    '100',
  );
  await bar.getByRole('button', { name: 'Stop automix' }).click();
  await expect(deck('B').getByRole('button', { name: 'Pause' })).toBeVisible();

  // What fits the one that plays, with its reasons.
  await page.getByRole('button', { name: 'What fits deck B' }).click();
  const rows = page.getByRole('listbox').getByRole('option');
  await expect(rows.first()).toContainText(/\d+\s?%.*(key|step|tone).*tempo [+-]?\d/);
  await page.getByRole('button', { name: 'What fits deck B' }).click();
  await expect(rows).toHaveCount(3);

  // From what plays into what waits: rendered, heard, done.
  await page.getByRole('button', { name: 'Transitions …' }).click();
  const lab = page.getByRole('dialog', { name: /^From “Song \d+” into “Song \d+”$/ });
  const listen = lab.getByRole('button', { name: 'Listen' }).first();
  await expect(listen).toBeEnabled();
  await expect(lab.getByText(/Loudness on the way: at most \d/).first()).toBeVisible();
  await listen.click();
  await expect(listen).toHaveAttribute('aria-pressed', 'true');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await lab.getByRole('button', { name: 'Do it' }).last().click();
  await expect(bar).toContainText(/Next: “Song \d+”|Going over into/);
});
