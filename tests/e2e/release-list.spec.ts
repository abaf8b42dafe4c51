import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { openRoom, prefer, test } from '../support/app.ts';
import { testAlbum } from '../support/delivery/releases.ts';

test('two thousand releases cost as much as those in sight', async ({ page }) => {
  await prefer(page, 'light', 'de');
  await openRoom(page, '/release');
  const { release } = testAlbum(1).bundle;
  await page.evaluate(
    (one) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('wavefoundry');
        opening.addEventListener('error', () => reject(opening.error ?? new Error('no database')));
        opening.addEventListener('success', () => {
          const tx = opening.result.transaction('releases', 'readwrite');
          for (let at = 0; at < 2000; at++) {
            const id = `many-${at}`;
            const named = { ...one, id, title: `Album ${at}`, updatedAt: 2_000 - at, upc: '', cover: null, tracks: [] };
            tx.objectStore('releases').put({ id, release: named, files: [] });
          }
          tx.addEventListener('complete', () => {
            opening.result.close();
            resolve();
          });
        });
      }),
    release,
  );
  await openRoom(page, '/release');
  const list = page.getByRole('list').filter({ has: page.getByRole('link', { name: 'Album 0', exact: true }) });
  await expect(list).toBeVisible();
  expect(await list.getByRole('listitem').count()).toBeLessThan(60);
  await list.evaluate((element) => (element.scrollTop = element.scrollHeight));
  await expect(page.getByRole('link', { name: 'Album 1999', exact: true })).toBeVisible();
  expect(await page.getByRole('listitem').count()).toBeLessThan(100);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.getByRole('searchbox').fill('Album 1234');
  await expect(page.getByRole('link', { name: 'Album 1234', exact: true })).toBeVisible();
});
