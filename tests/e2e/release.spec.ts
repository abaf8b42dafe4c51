import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

/** A folder as it comes from mastering: two discs, one name without a number, one cover, one project file. */
function albumFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'wavefoundry-release-'));
  const album = join(root, 'Album');
  for (const [disc, name] of [
    ['CD 1', '01_Morning.wav'],
    ['CD 1', '02_Noon.wav'],
    ['CD 2', '01_Evening.wav'],
    ['CD 2', 'Night.wav'],
  ] as const) {
    mkdirSync(join(album, disc), { recursive: true });
    writeMusicWav(join(album, disc, name), { seconds: 1, bpm: 120 });
  }
  writeFileSync(join(album, 'cover.png'), 'not a picture yet');
  writeFileSync(join(album, 'mix.als'), 'x');
  return album;
}

const saved = (page: Page) => expect(page.getByTestId('saved')).toHaveText('Saved');

test('a folder becomes a release; what the screen calls saved survives a killed page, undo survives it, too', async ({
  page,
}) => {
  const folder = albumFolder();
  await prefer(page, 'dark', 'en');
  await openRoom(page, '/release');
  await expect(page.getByText('No release yet')).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'From a folder' }).click();
  await (await chooser).setFiles(folder);
  await page.waitForURL(/\/release\/.+/);
  await expect(page.getByText(/“Night.wav” has no track number/)).toBeVisible();
  await expect(page.getByText(/“mix.als” was left out/)).toBeVisible();
  await page.getByRole('link', { name: 'Tracks', exact: true }).click();
  const titles = page.getByRole('textbox', { name: 'Title' });
  await expect(titles).toHaveCount(4);
  await expect(page.getByRole('list', { name: 'Volume 2' }).getByText('Night.wav', { exact: true })).toBeVisible();
  for (const [at, title] of ['Morning', 'Noon', 'Evening', 'Night'].entries()) {
    await expect(titles.nth(at)).toHaveValue(title);
  }
  expect(await violations(page)).toEqual([]);
  rmSync(folder, { recursive: true, force: true });

  // By keyboard alone: the last track of the first disc goes over to the second.
  await page.getByRole('button', { name: 'Move Noon: arrow keys or drag' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('list', { name: 'Volume 2' }).getByRole('listitem')).toHaveCount(3);

  await page.getByRole('link', { name: 'Release', exact: true }).last().click();
  const artist = page.getByRole('combobox', { name: 'Artists' });
  await artist.fill('The Foundry');
  await artist.press('Enter');
  await page.getByRole('textbox', { name: 'Title' }).pressSequentially('Wave after wave');
  await saved(page);
  // Killed at once: no goodbye of the page, no time to write anything more.
  const address = page.url();
  const other = await page.context().newPage();
  await page.close({ runBeforeUnload: false });
  await prefer(other, 'dark', 'en');
  await openRoom(other, address);
  await expect(other.getByRole('textbox', { name: 'Title' })).toHaveValue('Wave after wave');
  await expect(other.getByRole('combobox', { name: 'Role of The Foundry' })).toHaveValue('primary');
  await other.getByRole('button', { name: 'Undo' }).click();
  await expect(other.getByRole('textbox', { name: 'Title' })).toHaveValue('');
  await other.keyboard.press('Control+Shift+Z');
  await expect(other.getByRole('textbox', { name: 'Title' })).toHaveValue('Wave after wave');
  expect(await violations(other)).toEqual([]);

  await other.getByRole('link', { name: 'All releases' }).click();
  await other.getByRole('searchbox').fill('evening');
  await expect(other.getByRole('link', { name: 'Wave after wave' })).toBeVisible();
  await other.getByRole('button', { name: 'Move “Wave after wave” to the bin' }).click();
  await other.getByRole('button', { name: 'Undo' }).click();
  await expect(other.getByRole('link', { name: 'Wave after wave' })).toBeVisible();
  expect(await violations(other)).toEqual([]);
});

test('every part of a release is accessible in both languages and themes; a missing artist page is found and cured', async ({
  page,
}) => {
  await prefer(page, 'dark', 'de');
  await openRoom(page, '/release');
  await page.getByRole('button', { name: 'Neue Veröffentlichung' }).first().click();
  await page.waitForURL(/\/release\/.+/);
  const artist = page.getByRole('combobox', { name: 'Künstler' });
  await artist.fill('The Foundry');
  await artist.press('Enter');
  await page.getByRole('button', { name: 'Übersetzung hinzufügen' }).click();

  // Beside its field, in the panel, and cured where the panel leads to.
  await page.getByRole('button', { name: /^Stelle zeigen: The Foundry: .*Spotify/i }).click();
  const spotify = page.getByRole('textbox', { name: 'Seite bei Spotify' });
  await expect(spotify).toBeFocused();
  await expect(spotify).toHaveAccessibleDescription(/The Foundry/);
  await spotify.fill('https://open.spotify.com/artist/0123456789abcdefghijAB');
  await spotify.press('Tab');
  await expect(spotify).toHaveValue('0123456789abcdefghijAB');
  await expect(spotify).toHaveAccessibleDescription('');
  await page.getByRole('textbox', { name: 'ISNI' }).fill('0000 0001 2150 0900');
  await expect(page.getByText('Die Prüfziffer stimmt nicht, oder es fehlt etwas.')).toBeVisible();
  await expect(page.getByTestId('saved')).toHaveText('Gesichert');

  await page.getByRole('link', { name: 'Tracks', exact: true }).click();
  for (const back of [true, false]) {
    await page.getByRole('button', { name: 'Track hinzufügen' }).click();
    await page.getByRole('button', { name: 'Übersetzung hinzufügen' }).click();
    await page.getByRole('checkbox', { name: 'Dieser Track hat eigene Gebiete' }).check();
    if (back) await page.getByRole('button', { name: 'Alle Tracks' }).click();
  }
  await expect(page.getByTestId('saved')).toHaveText('Gesichert');
  const sheet = page.url();
  for (const [theme, language] of [
    ['dark', 'de'],
    ['light', 'en'],
  ] as const) {
    await prefer(page, theme, language);
    await openRoom(page, sheet);
    for (const summary of await page.locator('aside summary').all()) await summary.click();
    expect(await violations(page), `track ${theme}`).toEqual([]);
    const parts = page.getByRole('navigation', { name: /^(Teile der|Parts of)/ }).getByRole('link');
    for (const part of await parts.all()) {
      await part.click();
      await expect(part).toHaveAttribute('aria-current', 'true');
      expect(await violations(page), `${await part.textContent()} ${theme}`).toEqual([]);
    }
  }
});
