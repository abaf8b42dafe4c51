import { randomBytes } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { emailOf, PASSWORD, Visitor } from '../support/api.ts';
import { openRoom, prefer } from '../support/app.ts';
import { sha256Of } from '../support/audio-files.ts';
import { testAlbum } from '../support/delivery/releases.ts';
import { label, startFuga } from '../support/fuga/server.ts';
import { startServer } from '../support/server.ts';

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

test('somebody invited to a label sees its deliveries, and does what the role allows', async ({ browser }) => {
  const fuga = await startFuga();
  const env = { FUGA_URL: fuga.url, CREDENTIALS_KEY: randomBytes(32).toString('base64') };
  const server = await startServer({ env });
  try {
    // Ada has a label with a delivered release.
    const api = new Visitor(server.url);
    await api.signUp('Ada');
    await api.post('/api/distributor/login', label);
    const album = testAlbum(1);
    for (const bytes of album.audio) await api.upload(new Uint8Array(bytes));
    await api.fetch(`/api/deliveries/covers/${sha256Of(album.cover)}`, { method: 'PUT', body: album.cover });
    await api.post('/api/deliveries', { id: 'one', bundle: album.bundle, stores: ['746109'] });
    const share = JSON.stringify({ revision: 0, bundle: album.bundle });
    const headers = { 'Content-Type': 'application/json' };
    await api.fetch('/api/labels/releases/release-1', { method: 'PUT', headers, body: share });
    const ada = await (await browser.newContext()).newPage();
    await ada.request.post(`${server.url}/api/auth/sign-in/email`, {
      headers: { Origin: server.url },
      data: { email: emailOf('Ada'), password: PASSWORD },
    });
    await prefer(ada, 'dark', 'en');
    await openRoom(ada, `${server.url}/release`);
    await ada.getByLabel('E-mail address (left empty: whoever has the link)').fill('bob@example.org');
    await ada.getByRole('combobox', { name: 'Role', exact: true }).selectOption('View only');
    await ada.getByRole('button', { name: 'Make a link' }).click();
    const link = await ada.getByLabel('Link of the invitation').inputValue();
    expect(await violations(ada)).toEqual([]);

    // Nobody can make an account here, but who is invited.
    const bob = await (await browser.newContext()).newPage();
    await prefer(bob, 'light', 'en');
    await openRoom(bob, link);
    await bob.getByRole('link', { name: 'To the account' }).click();
    await bob.getByRole('button', { name: 'I need an account' }).click();
    await bob.getByLabel('Name').fill('Bob');
    await bob.getByLabel('E-mail address').fill('bob@example.org');
    await bob.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await bob.getByRole('button', { name: 'Create an account' }).last().click();
    await expect(bob.getByText('Signed in as Bob')).toBeVisible();
    await openRoom(bob, `${server.url}/release`);
    await bob.getByRole('button', { name: 'Accept the invitation' }).click();
    const queue = bob.getByRole('region', { name: 'All deliveries' });
    await expect(queue.getByRole('link', { name: 'Album 1' })).toBeVisible();
    await expect(queue.getByRole('button', { name: 'Pause all' })).toBeDisabled();
    await expect(queue.getByText(/view only/)).toBeVisible();
    await bob.getByRole('button', { name: 'Fetch “Album 1” to this device' }).click();
    await bob.waitForURL('**/release/release-1');
    await openRoom(bob, `${server.url}/release/release-1?part=delivery`);
    const takedown = bob.getByRole('button', { name: 'Take down …' });
    await expect(takedown).toBeDisabled();
    await expect(takedown).toHaveAccessibleDescription(/view only/);
    await expect(bob.getByRole('button', { name: 'Disconnect' })).toBeDisabled();
    await expect(bob.getByRole('button', { name: 'Share this state' })).toBeDisabled();
    expect(await violations(bob)).toEqual([]);

    await ada.reload();
    await ada.getByRole('combobox', { name: 'Role of Bob' }).selectOption('Edit and deliver');
    await bob.reload();
    await expect(takedown).toBeEnabled();
    await expect(bob.getByRole('button', { name: 'Disconnect' })).toBeDisabled();
    await takedown.click();
    await bob.getByRole('dialog').getByRole('button', { name: 'Take it down' }).click();
    await expect(bob.getByTestId('delivery-state')).toHaveText('Taken down');

    await ada.getByRole('button', { name: 'Remove Bob' }).click();
    await ada.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(ada.getByRole('combobox', { name: 'Role of Bob' })).toBeHidden();
    await openRoom(bob, `${server.url}/release`);
    await expect(bob.getByRole('heading', { name: 'Label', exact: true })).toBeVisible();
    await expect(bob.getByRole('region', { name: 'All deliveries' })).toBeHidden();
  } finally {
    await server.stop();
    await fuga.close();
  }
});
