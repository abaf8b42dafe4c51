import { expect } from '@playwright/test';
import { importFile, openRoom, prefer, test } from '../support/app.ts';

test.beforeEach(({ page }) => prefer(page, 'dark', 'en'));

test('tells what is used, whether the browser keeps it, and what has no safe copy', async ({ page, wavFile }) => {
  await openRoom(page, '/settings');
  const storage = page.getByRole('region', { name: 'Storage on this device' });
  await expect(storage).toContainText('There are no tracks yet.');
  await expect(storage).toContainText(/about [\d,]+ h \d+ min/);
  await expect(storage.getByRole('meter')).toHaveAccessibleName(/Storage used: \d+%/);
  await expect(storage).toContainText(/Last safe copy\s*never/);
  await storage.getByRole('button', { name: 'Keep my data' }).click();
  await expect(storage.getByRole('status')).not.toBeEmpty();

  await importFile(page, wavFile);
  await openRoom(page, '/settings');
  await expect(storage).toContainText('1 of 1 tracks, 384 kB');
});

test('warns while audio exists only here and the browser has promised nothing', async ({ page, wavFile }) => {
  await openRoom(page, '/');
  await expect(page.getByText('exists only here')).toBeHidden();
  await importFile(page, wavFile);
  await openRoom(page, '/');
  await expect(page.getByText('One track exists only here')).toBeVisible();
  await page.getByRole('link', { name: 'Storage', exact: true }).click();
  await expect(page).toHaveURL(/settings#storage$/);
});

test('warns before the disk is full', async ({ page }) => {
  // Chromium answers 10 GiB whatever the disk and DevTools say, so its answer is stood in for.
  await page.addInitScript(() => {
    navigator.storage.estimate = () => Promise.resolve({ usage: 900_000_000, quota: 1_200_000_000 });
  });
  await openRoom(page, '/');
  await expect(page.getByText('nearly full: room for about 17 min')).toBeVisible();
});
