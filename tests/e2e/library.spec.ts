import AxeBuilder from '@axe-core/playwright';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { openRoom, prefer, test } from '../support/app.ts';

const clicks = join(import.meta.dirname, '../golden/clicks');
const golden = readdirSync(clicks)
  .filter((name) => !name.endsWith('.sh'))
  .map((name) => join(clicks, name));

// Wide enough for all the usual columns.
test.use({ viewport: { width: 1680, height: 900 } });
test.beforeEach(({ page }) => prefer(page, 'dark', 'en'));

async function fill(page: Page): Promise<void> {
  await openRoom(page, '/library');
  const bad = { name: 'notes.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('these are no sounds') };
  await page.getByTestId('import-input').setInputFiles(golden);
  await page.getByTestId('import-input').setInputFiles([bad]);
  await expect(page.getByText(/^2 files were not imported$/).first()).toBeVisible({ timeout: 120_000 });
}

test('a batch goes in, what cannot be used is named, and the keyboard does the rest', async ({ page }) => {
  await fill(page);
  const refused = page.getByRole('region', { name: '2 files were not imported' });
  await expect(refused.getByRole('listitem').filter({ hasText: 'alac.m4a' })).toContainText('ALAC');
  await expect(refused.getByRole('listitem').filter({ hasText: 'notes.mp3' })).toContainText('no audio file');
  const rows = page.getByRole('row').filter({ hasNot: page.getByRole('columnheader') });
  const all = golden.length - 1;
  await expect(rows).toHaveCount(all);

  const grid = page.getByRole('grid', { name: 'Tracks' });
  await page.getByRole('button', { name: 'Title', exact: true }).click();
  await expect(rows.first()).toContainText('aac');
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('F2');
  await page.keyboard.type('Renamed by keyboard');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Renamed by keyboard').first()).toBeVisible();

  await page.getByRole('searchbox').fill('renamed');
  await expect(rows).toHaveCount(1);
  await grid.focus();
  await page.keyboard.press('Delete');
  await expect(page.getByText('No track matches this search.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows).toHaveCount(1);

  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').fill('');
  await grid.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(page.getByText('Your library is empty')).toBeVisible();
  await page.getByRole('button', { name: `Bin (${all})` }).click();
  await expect(rows).toHaveCount(all);
  await rows
    .first()
    .getByRole('button', { name: /for good$/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click();
  await expect(rows).toHaveCount(all - 1);
  await rows
    .first()
    .getByRole('button', { name: /^Restore/ })
    .click();
  await page.getByRole('button', { name: /^All tracks/ }).click();
  await expect(rows).toHaveCount(1);
});

test('rating, tags, crates, sorting and searching by keyboard alone', async ({ page }) => {
  await fill(page);
  const rows = page.getByRole('row').filter({ hasNot: page.getByRole('columnheader') });
  const grid = page.getByRole('grid', { name: 'Tracks' });
  const search = page.getByRole('searchbox');
  await grid.focus();
  await page.keyboard.press('4');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('2');
  await search.fill('rating:>=3');
  await expect(rows).toHaveCount(1);
  await expect(rows.first().getByRole('img', { name: '4 of 5 stars' })).toBeVisible();

  await grid.focus();
  await page.keyboard.press('l');
  const dialog = page.getByRole('dialog', { name: 'Add to a crate or playlist' });
  await dialog.getByRole('textbox').fill('Peak time');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Peak time/ })).toContainText('1');
  await search.fill('crate:peak');
  await expect(rows).toHaveCount(1);
  await search.fill('bpm:fast crate:peak');
  await expect(page.getByRole('status').filter({ hasText: 'needs a number' })).toContainText('bpm:fast');
  await expect(rows).toHaveCount(1);

  await search.fill('');
  await grid.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('l');
  await dialog.getByRole('button', { name: 'New playlist' }).focus();
  await dialog.getByRole('textbox').fill('Set');
  await dialog.getByRole('button', { name: 'New playlist' }).press('Enter');
  await page.getByRole('button', { name: /^Set/ }).press('Enter');
  await expect(rows).toHaveCount(golden.length - 1);
  // The title alone: analyses may still fill the other cells.
  const titleOf = (row: number) => rows.nth(row).getByRole('gridcell').nth(1);
  const second = await titleOf(1).innerText();
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(titleOf(0)).toHaveText(second);
  await page.keyboard.press('Delete');
  await expect(rows).toHaveCount(golden.length - 2);
  await page.getByRole('button', { name: 'Order for mixing' }).press('Enter');
  await expect(page.getByText(/^Ordered for mixing: /)).toBeVisible();
  await expect(rows).toHaveCount(golden.length - 2);
  await page.getByRole('button', { name: 'Lock against changes' }).press('Enter');
  await grid.focus();
  await page.keyboard.press('Delete');
  await expect(page.getByText('“Set” is locked.')).toBeVisible();

  await page.getByRole('button', { name: /^All tracks/ }).press('Enter');
  await grid.focus();
  await page.keyboard.press('s');
  await expect(page.getByRole('columnheader', { name: 'Title' })).toHaveAttribute('aria-sort', 'ascending');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+S');
  await expect(page.getByRole('columnheader', { name: 'Artist' })).toContainText('2');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test('the analysis survives a reload in the middle and fills the table', async ({ page }) => {
  await fill(page);
  await page.reload();
  const loudness = page.getByRole('gridcell').filter({ hasText: /LUFS$/ });
  await expect(loudness).toHaveCount(golden.length - 1, { timeout: 120_000 });
});

test('on a phone everything is one tap further: rename and analysis', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await fill(page);
  const rows = page.getByRole('row').filter({ has: page.getByRole('gridcell') });
  await rows
    .first()
    .getByRole('button', { name: /^More for/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: /title/i }).fill('By thumb');
  await page.keyboard.press('Enter');
  await expect(page.getByText('By thumb')).toBeVisible();
  await page.getByRole('button', { name: 'More for By thumb' }).click();
  const sheet = page.getByRole('dialog');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await sheet.getByRole('button', { name: 'Analysis' }).click();
  await expect(page.getByRole('heading', { name: 'By thumb' })).toBeVisible();
});

test('a playlist with cues comes in from rekordbox, what is unknown is named, and it goes out again', async ({
  page,
}) => {
  await openRoom(page, '/library');
  await page.getByTestId('import-input').setInputFiles(join(clicks, 'flac.flac'));
  await expect(page.getByRole('gridcell', { name: 'flac', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Exchange with other programs' }).click();
  const dialog = page.getByRole('dialog', { name: 'Exchange with other programs' });
  await dialog.getByRole('radio', { name: 'Import' }).check();
  const cues = '<POSITION_MARK Name="Drop" Type="0" Start="1.5" Num="0" Red="255" Green="0" Blue="0"/>';
  const known = `<TRACK TrackID="1" Location="file://localhost/C:/Music/flac.flac" Rating="204">${cues}</TRACK>`;
  const unknown = '<TRACK TrackID="2" Name="Nowhere" Location="file://localhost/gone.mp3" Remixer="X"/>';
  const list = '<NODE Name="Friday" Type="1" KeyType="0"><TRACK Key="1"/><TRACK Key="2"/></NODE>';
  const xml = `<DJ_PLAYLISTS><COLLECTION>${known}${unknown}</COLLECTION><PLAYLISTS><NODE Type="0" Name="ROOT">${list}</NODE></PLAYLISTS></DJ_PLAYLISTS>`;
  const file = { name: 'rekordbox.xml', mimeType: 'text/xml', buffer: Buffer.from(xml) };
  await dialog.getByTestId('exchange-input').setInputFiles(file);
  await expect(dialog.getByText('rekordbox XML: 1 of 2 tracks are in your library')).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'Not taken over' })).toContainText('Fields we do not have 1');
  await dialog.getByText('1 not found in your library').click();
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Nowhere' })).toBeVisible();
  expect((await new AxeBuilder({ page }).setLegacyMode(true).analyze()).violations).toEqual([]);
  await dialog.getByRole('button', { name: 'Take over' }).click();
  await page.getByRole('button', { name: /^Friday/ }).click();
  await expect(page.getByRole('img', { name: '4 of 5 stars' })).toBeVisible();

  await page.getByRole('button', { name: 'Exchange with other programs' }).click();
  await expect(dialog.getByRole('combobox')).toHaveValue(/.+/);
  const saving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save Friday.xml' }).click();
  const saved = readFileSync(await (await saving).path(), 'utf8');
  expect(saved).toContain('<POSITION_MARK Name="Drop" Type="0" Start="1.5" Num="0" Red="255" Green="0" Blue="0"/>');
  expect(saved).toContain('<NODE Name="Friday" Type="1" KeyType="0" Entries="1">');
});
