import { expect } from '@playwright/test';
import { openRoom, prefer, test } from '../support/app.ts';

test.beforeEach(({ page }) => prefer(page, 'dark', 'en'));

test('the keyboard alone: skip link, rail, heading', async ({ page }) => {
  await openRoom(page, '/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();

  const rail = page.getByRole('navigation', { name: 'Rooms' });
  const names = ['Record', 'Library', 'Decks', 'Lab', 'Create', 'Release', 'Settings'];
  await rail.getByRole('link', { name: 'Record', exact: true }).focus();
  for (const name of names) {
    await expect(rail.getByRole('link', { name, exact: true })).toBeFocused();
    await page.keyboard.press('Tab');
  }
  await rail.getByRole('link', { name: 'Create' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle('Create · Wavefoundry');
  await expect(page.getByRole('heading', { level: 1, name: 'Create' })).toBeFocused();
  await expect(rail.getByRole('link', { name: 'Create' })).toHaveAttribute('aria-current', 'page');
});

test('the palette finds rooms and actions and runs them by keyboard', async ({ page }) => {
  await openRoom(page, '/');
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search rooms and actions' });
  await expect(field).toBeFocused();
  await field.pressSequentially('loudness');
  await expect(page.getByRole('option', { selected: true })).toContainText('Lab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle('Lab · Wavefoundry');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();

  await page.keyboard.press('Control+k');
  await field.pressSequentially('dark and light');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');

  await page.keyboard.press('Control+k');
  await field.pressSequentially('qqq');
  await expect(page.getByText('Nothing found for “qqq”.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();
});

test('arrow keys move through the palette and say where they are', async ({ page }) => {
  await openRoom(page, '/');
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox');
  const options = page.getByRole('option');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowUp');
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  const id = await options.nth(1).getAttribute('id');
  await expect(field).toHaveAttribute('aria-activedescendant', id ?? '');
});

test('language switches without a reload and is kept', async ({ page }) => {
  await page.addInitScript(() => localStorage.removeItem('PARAGLIDE_LOCALE'));
  await openRoom(page, '/settings');
  await page.evaluate(() => Object.assign(globalThis, { samePage: true }));
  await page.getByRole('radio', { name: 'Deutsch' }).check();
  await expect(page.getByRole('heading', { level: 1, name: 'Einstellungen' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page).toHaveTitle('Einstellungen · Wavefoundry');
  expect(await page.evaluate(() => 'samePage' in globalThis)).toBe(true);
});

test.describe('with a German browser', () => {
  test.use({ locale: 'de-DE' });
  test('the first language is the browser’s', async ({ page }) => {
    await page.addInitScript(() => localStorage.removeItem('PARAGLIDE_LOCALE'));
    await openRoom(page, '/record');
    await expect(page).toHaveTitle('Aufnahme · Wavefoundry');
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  });
});

test('“as the system” follows the system, and nothing flashes', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('wavefoundry-theme', 'auto'));
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/settings', { waitUntil: 'commit' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.locator('main h1').waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('a changed shortcut works, survives a reload, and may not clash', async ({ page }) => {
  await openRoom(page, '/');
  await page.keyboard.press('?');
  const map = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  const change = map.getByRole('button', { name: 'Change the key for: Go to Settings' });
  await change.click();
  await page.keyboard.press('?');
  await expect(map.getByRole('status')).toContainText('is taken by “Show the keyboard shortcuts”');
  await page.keyboard.press('Escape');
  await expect(map).toBeVisible();
  await change.click();
  await page.keyboard.press('j');
  await expect(map.getByRole('status')).toContainText('Go to Settings: now J');
  await page.keyboard.press('Escape');
  await expect(map).toBeHidden();

  await page.reload();
  await page.locator('main h1').waitFor();
  await page.waitForLoadState('networkidle');
  // The kept shortcuts are read from the database after the page is there.
  await expect(async () => {
    await page.keyboard.press('j');
    await expect(page).toHaveTitle('Settings · Wavefoundry', { timeout: 2000 });
  }).toPass();
});

test('letters do nothing while one types', async ({ page }) => {
  await openRoom(page, '/library');
  const search = page.getByRole('searchbox').first();
  await search.click();
  await page.keyboard.type('?');
  await expect(search).toHaveValue('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a phone has five tabs, and the rest behind “More”', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openRoom(page, '/');
  const tabs = page.getByRole('navigation', { name: 'Rooms' });
  await expect(tabs.getByRole('link')).toHaveCount(4);
  await tabs.getByRole('button', { name: 'More' }).click();
  await page.getByRole('dialog', { name: 'More rooms' }).getByRole('link', { name: 'Release' }).click();
  await expect(page).toHaveTitle('Release · Wavefoundry');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
