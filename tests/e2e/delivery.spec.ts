import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { openRoom, prefer } from '../support/app.ts';
import { fillDraft } from '../support/delivery/fill-draft.ts';
import { testAlbum } from '../support/delivery/releases.ts';
import { md5Of, stereoWav } from '../support/fuga/masters.ts';
import { label, startFuga } from '../support/fuga/server.ts';
import { totp } from '../support/fuga/session.ts';
import { startServer } from '../support/server.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549', 'best-practice'];

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

test('a release is delivered once although a connection breaks after the work was done', async ({ page }) => {
  test.setTimeout(300_000);
  const totpSecret = randomBytes(20);
  const fuga = await startFuga({ processingMs: 200, logins: [{ ...label, totpSecret }] });
  const env = { FUGA_URL: fuga.url, CREDENTIALS_KEY: randomBytes(32).toString('base64'), SIGNUPS: 'open' };
  const server = await startServer({ env });
  const folder = mkdtempSync(join(tmpdir(), 'wavefoundry-delivery-'));
  const album = testAlbum(7, [stereoWav(88_200, 1), stereoWav(66_150, 2)]);
  for (const [at, bytes] of album.audio.entries()) writeFileSync(join(folder, `0${at + 1}_Song ${at + 1}.wav`), bytes);
  writeFileSync(join(folder, 'cover.png'), album.cover);
  try {
    await prefer(page, 'dark', 'en');
    await openRoom(page, `${server.url}/release`);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'From a folder' }).click();
    await (await chooser).setFiles(folder);
    await page.waitForURL(/\/release\/.+/);
    await expect(page.getByTestId('saved')).toHaveText('Saved');
    const address = `${page.url().split('?')[0]}?part=delivery`;
    await expect.poll(() => page.evaluate(fillDraft, album.bundle)).toBe(true);
    await openRoom(page, address);
    await expect(page.getByText(/Delivering needs an account on this server/)).toBeVisible();

    await openRoom(page, `${server.url}/settings`);
    await page.getByLabel('Name').fill('Ada');
    await page.getByLabel('E-mail address').fill('ada@example.org');
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Create an account' }).last().click();
    await expect(page.getByText('Signed in as Ada')).toBeVisible();

    await openRoom(page, address);
    await expect(page.getByText(/Not verified against the live service/)).toBeVisible();
    await page.getByLabel('User name at the distributor').fill(label.name);
    await page.getByLabel('Password at the distributor').fill(label.password);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByLabel('Code, 6 to 8 digits').fill(totp(totpSecret, Date.now()));
    await page.getByRole('button', { name: 'Confirm' }).click();
    await expect(page.getByText('Connected with FUGA')).toBeVisible();
    await expect(page.getByRole('checkbox', { name: 'Spotify' })).toBeChecked();
    // Its songs are too short and lack credits: that is seen, and accepted or not, before anything is sent.
    const send = page.getByRole('button', { name: /^Deliver (now|anyway)$/ });
    await expect(page.getByText('6 things would be refused.')).toHaveCount(2, { timeout: 20_000 });
    await expect(send).toBeDisabled();
    await page.getByRole('checkbox', { name: /deliver anyway/ }).check();
    expect(await violations(page)).toEqual([]);

    fuga.misbehaviour.order('drop', /^POST \/products$/);
    await send.click();
    const state = page.getByTestId('delivery-state');
    // From here on the server asks the stores once in a while; nobody has to wait for that here.
    await expect(state).toHaveText(/^(With the distributor and its stores|Delivered)$/, { timeout: 90_000 });
    expect(fuga.misbehaviour.happened).toHaveLength(1);
    expect(fuga.catalogue.products.size).toBe(1);
    expect([...fuga.catalogue.assets.values()].map(({ audio }) => audio?.md5)).toEqual(album.audio.map(md5Of));
    await expect(page.getByRole('table').getByRole('row')).toHaveCount(5);
    await expect(page.getByRole('heading', { name: 'All deliveries' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
  } finally {
    await server.stop();
    await fuga.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
