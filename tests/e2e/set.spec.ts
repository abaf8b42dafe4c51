import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { openRoom, prefer, test } from '../support/app.ts';
import { writeMusicWav } from '../support/signal.ts';

const songs = [
  ['Opener', 120],
  ['Closer', 126],
] as const;
let folder: string;

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wavefoundry-set-'));
  for (const [title, bpm] of songs) writeMusicWav(join(folder, `${title}.wav`), { seconds: 90, bpm });
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));
test.beforeEach(({ page }) => prefer(page, 'dark', 'en'));

/** Goes on with the Tab key until something has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the Tab key does not lead there');
}

test('a small set by keyboard alone', async ({ page }) => {
  test.setTimeout(120_000);
  await openRoom(page, '/library');
  await page.getByTestId('import-input').setInputFiles(songs.map(([title]) => join(folder, `${title}.wav`)));
  await expect(page.getByText('Closer', { exact: true }).first()).toBeVisible();
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Decks', exact: true }).focus();
  await page.keyboard.press('Enter');

  const keys = page.keyboard;
  const deck = (id: string) => page.getByRole('region', { name: `Deck ${id}`, exact: true });
  const channel = (id: string) => page.getByRole('group', { name: `Channel ${id}`, exact: true });
  const list = page.getByRole('listbox', { name: 'Tracks' });
  const on = (id: string, name: string) => deck(id).getByRole('button', { name, exact: true });
  const a = deck('A');
  const b = deck('B');

  await test.step('1 to 3: a track on each deck', async () => {
    // The way there leads through deck B, which is then the chosen one.
    await tabTo(page, page.getByRole('searchbox', { name: 'Search tracks' }));
    await expect(b).toHaveAttribute('aria-current', 'true');
    await keys.type('closer');
    await keys.press('Enter');
    await expect(b.getByText('Closer', { exact: true })).toBeVisible();
    await keys.press('ControlOrMeta+A');
    await keys.press('Delete');
    await tabTo(page, list);
    await keys.press('x');
    await expect(a).toHaveAttribute('aria-current', 'true');
    await keys.press('Home');
    const opener = page.getByRole('option').filter({ hasText: 'Opener' });
    if ((await opener.getAttribute('aria-selected')) !== 'true') await keys.press('ArrowDown');
    await keys.press('Enter');
    await expect(a.getByText('Opener', { exact: true })).toBeVisible();
  });

  await test.step('4 to 7: one plays, the other follows its beat', async () => {
    await expect(a.locator('dl')).toContainText(/120\.\d\d/, { timeout: 60_000 });
    await expect(b.locator('dl')).toContainText(/12[56]\.\d\d/, { timeout: 60_000 });
    await keys.press('Space');
    await expect(on('A', 'Pause')).toBeVisible();
    await keys.press('x');
    await keys.press('s');
    await expect(on('B', 'Sync')).toHaveAttribute('aria-pressed', 'true');
    await keys.press('p');
    await expect(on('B', 'Pause')).toBeVisible();
    await expect(b.locator('dl')).toContainText(/(119\.99|120\.0[01])/);
  });

  await test.step('8 to 10: cue, hot cue, beat jump', async () => {
    await keys.press('o');
    await expect(on('B', 'Play')).toBeVisible();
    await expect(b.getByRole('slider', { name: 'Position' })).toHaveAttribute('aria-valuenow', '0');
    await keys.press('Shift+ArrowRight');
    await keys.press('Shift+ArrowRight');
    await expect(b.getByRole('slider', { name: 'Position' })).toHaveAttribute('aria-valuetext', /^0:0[34] /);
    await keys.press('1');
    await expect(b.getByRole('button', { name: /^Hot cue 1 at 0:0[34]$/ })).toBeVisible();
    await keys.press('Space');
    await expect(on('B', 'Pause')).toBeVisible();
  });

  await test.step('11 to 13: a loop, half as long, and out of it', async () => {
    await keys.press('l');
    await expect(b.getByRole('button', { name: 'Loop of 4 beats' })).toHaveAttribute('aria-pressed', 'true');
    await keys.press('h');
    await expect(b.getByRole('button', { name: 'Loop of 2 beats' })).toHaveAttribute('aria-pressed', 'true');
    await keys.press('l');
    await expect(b.getByRole('button', { name: 'Loop of 2 beats' })).toHaveAttribute('aria-pressed', 'false');
  });

  await test.step('14 to 17: equaliser, kill, filter, headphones', async () => {
    const low = channel('B').getByRole('slider', { name: 'Low', exact: true });
    await tabTo(page, low);
    await keys.press('PageDown');
    await expect(low).toHaveAttribute('aria-valuetext', /^-\d/);
    const kill = channel('B').getByRole('button', { name: 'Kill Low' });
    await tabTo(page, kill);
    await keys.press('Enter');
    await expect(low).toHaveAttribute('aria-valuetext', 'killed');
    await keys.press('Enter');
    const filter = channel('B').getByRole('slider', { name: 'Filter' });
    await tabTo(page, filter);
    await keys.press('ArrowUp');
    await expect(filter).toHaveAttribute('aria-valuetext', /^high-pass/);
    await keys.press('Backspace');
    await expect(filter).toHaveAttribute('aria-valuetext', 'off');
    await keys.press('e');
    await expect(channel('B').getByRole('button', { name: 'Hear this channel in the headphones' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  });

  await test.step('18 to 20: over to the other side, and the first one ends', async () => {
    await keys.press('Shift+F');
    await expect(page.getByRole('slider', { name: 'Crossfader' })).toHaveAttribute('aria-valuetext', '100 % right');
    await keys.press('q');
    await expect(on('A', 'Play')).toBeVisible();
    await expect(channel('A').getByRole('meter')).toHaveAttribute('aria-valuetext', 'silent');
    await expect(channel('B').getByRole('meter')).toHaveAttribute('aria-valuetext', /dBFS/);
    await keys.press('Shift+ArrowUp');
    await expect(on('B', 'Pause')).toBeVisible();
  });
});
