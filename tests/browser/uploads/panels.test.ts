import { rmSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromiumArgs, chromiumPath } from '../../support/chromium.ts';
import { bundleScripts } from '../../support/tus/bundle.ts';
import type { UploadsPage } from '../../support/tus/page.ts';
import { TusServer } from '../../support/tus/process.ts';

declare const uploads: UploadsPage;

const MB = 1 << 20;
const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

let scripts: string;
let browser: Browser;
let server: TusServer;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  scripts = await bundleScripts(['panels']);
  const executablePath = chromiumPath();
  browser = await chromium.launch({ args: [...chromiumArgs], ...(executablePath ? { executablePath } : {}) });
}, 120_000);

afterAll(async () => {
  await browser.close();
  rmSync(scripts, { recursive: true, force: true });
});

beforeEach(async () => {
  server = new TusServer(scripts);
  await server.start();
  context = await browser.newContext({ locale: 'en-GB', viewport: { width: 360, height: 800 } });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(`${server.origin}/panels`);
});

afterEach(async () => {
  await context.close();
  await server.remove();
});

async function signIn(password = 'right password'): Promise<void> {
  await page.getByLabel('E-mail address').fill('ada@example.org');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function expectAccessible(): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

const queue = (bytes: number, limit: number) =>
  page.evaluate(
    async ([size, bytesPerSec]) => {
      await uploads.setUploadLimit(bytesPerSec);
      return (await uploads.makeTrack(size, 1)).blobHash;
    },
    [bytes, limit] as const,
  );

describe('account panel', () => {
  it('signs in after a wrong password was told, shows the room that is left, and signs out', async () => {
    await signIn('wrong password');
    await page.getByRole('alert').getByText('E-mail address or password is wrong.').waitFor();
    await expectAccessible();
    await page.getByLabel('Show password').check();
    expect(await page.getByLabel('Password', { exact: true }).getAttribute('type')).toBe('text');
    await signIn();
    await page.getByText('Signed in as ada (').waitFor();
    await page.getByText('used on the server').waitFor();
    await expectAccessible();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are not signed in').waitFor();
    expect(await page.getByLabel('E-mail address').getAttribute('autocomplete')).toBe('username');
  });

  it('says that the server is away, remembers who was signed in, and offers another try', async () => {
    await signIn();
    await page.getByText('Signed in as ada (').waitFor();
    await server.kill();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.getByText('You were last signed in as ada.').waitFor();
    await server.start();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  });
});

describe('transfers panel', () => {
  it('uploads a take by itself once somebody signs in, and tells page and badge', async () => {
    const hash = await queue(3 * MB, 0);
    await page.getByText('You are not signed in, so nothing is uploaded.').waitFor();
    expect(await page.evaluate((h) => uploads.getUpload(h), hash)).toBeUndefined();
    await signIn();
    await page.getByText('Finished: 1').waitFor();
    await page.getByRole('status').getByText('All uploads are finished and safe.').waitFor({ state: 'attached' });
    expect(await page.evaluate((h) => uploads.getUpload(h), hash)).toMatchObject({ state: 'done' });
    expect(await page.getByRole('link', { name: 'Uploads: nothing to do' }).getAttribute('href')).toBe(
      '/settings#transfers',
    );
    await page.getByText('Finished: 1').click();
    await page.getByText('Safe on the server').waitFor();
    await expectAccessible();
    await page.getByRole('button', { name: 'Clear the list' }).click();
    await page.getByText('Finished: 1').waitFor({ state: 'detached' });
  });

  it('shows progress, pauses, resumes and takes a file out of the queue', async () => {
    await signIn();
    const hash = await queue(40 * MB, 2 * MB);
    await page.getByText('Sending').waitFor();
    const bar = page.getByRole('progressbar', { name: 'Upload of Rauschen ü 1.wav' });
    await page.evaluate((h) => uploads.until(h, (job) => (job?.offset ?? 0) > 2 * 1_048_576), hash);
    expect(Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(0);
    await page.getByText(/left$/).waitFor();
    await expectAccessible();
    await page.getByRole('button', { name: 'Pause Rauschen ü 1.wav' }).click();
    await page.getByText('Paused', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Uploads: 1 waiting' }).waitFor();
    await expectAccessible();
    await page.getByRole('button', { name: 'Resume all' }).click();
    await page.getByText('Sending').waitFor();
    await page.getByRole('button', { name: 'Take Rauschen ü 1.wav out of the queue' }).click();
    await page.getByText('Nothing waits to be uploaded.').waitFor();
    await page.waitForFunction(async () => (await uploads.discardedUploads()).length === 0);
    expect(server.partialBytes()).toBe(0);
    // It was taken out by hand, so it does not come back by itself.
    await page.reload();
    await page.getByText('Nothing waits to be uploaded.').waitFor();
    expect(await page.evaluate(() => uploads.listUploads())).toEqual([]);
  });

  it('goes on by itself when the server is back', async () => {
    await signIn();
    const hash = await queue(12 * MB, 4 * MB);
    await page.evaluate((h) => uploads.until(h, (job) => (job?.offset ?? 0) > 0), hash);
    await server.kill();
    await page.getByText('Uploads go on by themselves when it does.').waitFor();
    await expectAccessible();
    await server.start();
    await page.getByText('Finished: 1').waitFor();
    expect(server.requests('POST')).toHaveLength(1);
  });

  it('says why a file was refused and tries again on request, in German too', async () => {
    await page.evaluate(() => localStorage.setItem('PARAGLIDE_LOCALE', 'de'));
    await server.fail({ create: 413, code: 'upload.quota' });
    await context.request.post(`${server.origin}/api/auth/sign-in/email`, { data: {} });
    await page.reload();
    await page.getByText('Angemeldet als ada (').waitFor();
    await queue(MB, 0);
    await page.getByText('Dein Speicherplatz auf dem Server ist voll.').waitFor();
    await page.getByRole('link', { name: 'Hochladen: 1 brauchen dich' }).waitFor();
    await expectAccessible();
    await page.getByRole('button', { name: 'Rauschen ü 1.wav noch einmal versuchen' }).click();
    await page.getByText('Fertig: 1').waitFor();
    expect(server.requests('POST').map(({ status }) => status)).toEqual([413, 201]);
  });

  it('keeps the chosen bandwidth and what is uploaded by itself', async () => {
    await page.getByLabel('Bandwidth for uploads').selectOption('512000');
    await page.getByLabel('Nothing: I choose each time').check();
    await page.reload();
    await page.getByLabel('Nothing: I choose each time').waitFor();
    await page.waitForFunction(() => document.querySelector('select')?.value === '512000');
    expect(await page.getByLabel('Nothing: I choose each time').isChecked()).toBe(true);
  });
}, 60_000);
