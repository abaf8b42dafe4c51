import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { emailOf, PASSWORD, Visitor } from '../support/api.ts';
import { openRoom, prefer } from '../support/app.ts';
import { sha256Of } from '../support/audio-files.ts';
import { fillDraft } from '../support/delivery/fill-draft.ts';
import { testAlbum, type TestAlbum } from '../support/delivery/releases.ts';
import { lists } from '../support/fuga/reference.ts';
import { label, startFuga } from '../support/fuga/server.ts';
import { startServer } from '../support/server.ts';

const NEW_GENRE = 'NEW_MUSIC';
const store = '746109';

/** Somebody at another device sends an album of the same account. */
async function deliver(visitor: Visitor, { bundle, audio, cover }: TestAlbum): Promise<void> {
  for (const bytes of audio) await visitor.upload(new Uint8Array(bytes));
  await visitor.fetch(`/api/deliveries/covers/${sha256Of(cover)}`, { method: 'PUT', body: cover });
  const wish = { id: `other-${bundle.release.id}`, bundle, stores: [store] };
  expect((await visitor.post('/api/deliveries', wish)).status).toBe(200);
}

test('a queue is arranged, repaired and gone on with; a release is changed, delivered again and taken down', async ({
  page,
}) => {
  const fuga = await startFuga();
  const env = { FUGA_URL: fuga.url, CREDENTIALS_KEY: randomBytes(32).toString('base64') };
  let server = await startServer({ env });
  const folder = mkdtempSync(join(tmpdir(), 'wavefoundry-queue-'));
  const album = testAlbum(1);
  for (const [at, bytes] of album.audio.entries()) writeFileSync(join(folder, `0${at + 1}_Song ${at + 1}.wav`), bytes);
  writeFileSync(join(folder, 'cover.png'), album.cover);
  const products = () => [...fuga.catalogue.products.values()].map(({ fields }) => String(fields['name']));
  try {
    const { port, dataDir } = server;
    const other = new Visitor(server.url);
    await other.signUp('Ada');
    await other.post('/api/distributor/login', label);
    await page.request.post(`${server.url}/api/auth/sign-in/email`, {
      headers: { Origin: server.url },
      data: { email: emailOf('Ada'), password: PASSWORD },
    });
    await prefer(page, 'dark', 'en');
    await openRoom(page, `${server.url}/release`);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'From a folder' }).click();
    await (await chooser).setFiles(folder);
    await page.waitForURL(/\/release\/.+/);
    await expect(page.getByTestId('saved')).toHaveText('Saved');
    const address = page.url().split('?')[0] ?? '';
    const { release, parties } = album.bundle;
    const refused = { release: { ...release, genre: NEW_GENRE }, parties };
    await expect.poll(() => page.evaluate(fillDraft, refused)).toBe(true);

    // Refused, as the pre-flight says: the distributor does not know the genre.
    await openRoom(page, `${address}?part=delivery`);
    // Its songs are too short and lack credits, too: nothing that the distributor's stand-in minds.
    await expect(page.getByText('7 things would be refused.')).toHaveCount(2);
    await page.getByRole('checkbox', { name: /deliver anyway/ }).check();
    await page.getByRole('button', { name: 'Deliver anyway' }).click();
    const state = page.getByTestId('delivery-state');
    await expect(state).toHaveText(/^Stopped/);
    await expect(page.getByText('FIELD_VALUE_NOT_IN_LIST').first()).toBeVisible();

    // Paused, albums come in from elsewhere, and are seen as they come.
    const queue = page.getByRole('region', { name: 'All deliveries' });
    await queue.getByRole('button', { name: 'Pause all' }).click();
    await expect(queue.getByText(/^Paused/)).toBeVisible();
    await deliver(other, testAlbum(2));
    await deliver(other, testAlbum(3));
    await queue.getByRole('button', { name: 'Deliver “Album 3” earlier' }).click();
    await expect(queue.getByRole('listitem').getByRole('link')).toHaveText(['Album 3', 'Album 2', 'Album 1']);

    // The server goes away and comes back: the page says so and goes on by itself.
    await server.kill();
    await expect(page.getByText(/^The server does not answer/)).toBeVisible();
    server = await startServer({ env, port, dataDir });
    await expect(page.getByText('Connected with FUGA')).toBeVisible();

    // The distributor has learnt the genre: the same once more.
    lists['genres']?.push({ id: NEW_GENRE, name: 'New music' });
    await queue.getByRole('button', { name: 'Try again as it is: “Album 1”' }).click();
    await expect(state).toHaveText('Waits for its turn');
    expect(products()).toEqual([]);
    await queue.getByRole('button', { name: 'Go on' }).click();
    await expect(state).toHaveText('Delivered');
    expect(products()).toEqual(['Album 3', 'Album 2', 'Album 1']);
    await expect(page.getByRole('link', { name: 'Open at Spotify' })).toHaveAttribute('href', /links\.example/);

    await openRoom(page, `${address}?part=basics`);
    await page.getByLabel('Version').first().fill('Remastered');
    await expect(page.getByTestId('saved')).toHaveText('Saved');
    await openRoom(page, `${address}?part=delivery`);
    await page.getByRole('button', { name: 'Deliver again …' }).click();
    await page.getByRole('dialog').getByText('7 things would be refused.').waitFor();
    await page
      .getByRole('dialog')
      .getByRole('checkbox', { name: /deliver anyway/ })
      .check();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Deliver (again|anyway)$/ })
      .click();
    const versions = () => [...fuga.catalogue.products.values()].map(({ fields }) => fields['release_version']);
    await expect.poll(versions).toContain('Remastered');
    await expect(state).toHaveText('Delivered');

    await page.getByRole('button', { name: 'Take down …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take it down' }).click();
    await expect(state).toHaveText('Taken down');
    expect(products()).toHaveLength(3);

    await page.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
    await expect(page.getByLabel('User name at the distributor')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Deliver again …' })).toBeDisabled();
  } finally {
    await server.stop();
    await fuga.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
