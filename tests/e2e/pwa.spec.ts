import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { chromium, expect, type BrowserContext, type Page } from '@playwright/test';
import { newestTrackId, openRoom, prefer, test } from '../support/app.ts';
import { chromiumArgs, chromiumPath } from '../support/chromium.ts';
import { startServer } from '../support/server.ts';

const build = resolve(process.env['APP_DIR'] ?? join(import.meta.dirname, '../../build'));

/** Paths below a folder as the server names them. */
function filesIn(folder: string, root = build): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(root, join(entry.parentPath, entry.name))}`);
}

/** Paths that the worker has stored for the use without a network. */
async function stored(page: Page): Promise<string[]> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  return page.evaluate(async () => {
    const name = (await caches.keys()).find((key) => key.includes('precache')) ?? '';
    return (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
  });
}

test('the browser finds nothing that stands in the way of installing', async ({ page }) => {
  await openRoom(page, '/');
  const cdp = await page.context().newCDPSession(page);
  const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
  const { errors, data } = await cdp.send('Page.getAppManifest');
  // Incognito contexts cannot install anything; all else has to be right.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data ?? '{}') as { id: string; icons: { src: string }[]; screenshots: { src: string }[] };
  expect(manifest.id).toBe('/');
  for (const { src } of [...manifest.icons, ...manifest.screenshots]) {
    expect((await page.request.get(src)).headers()['content-type'], src).toBe('image/png');
  }
});

test('every script, worker, worklet and WASM file of the build is stored for the use without a network', async ({
  page,
}) => {
  await openRoom(page, '/');
  await expect.poll(() => stored(page)).toContain('/index.html');
  const kept = new Set(await stored(page));
  const needed = [...filesIn(join(build, '_app/immutable')), '/manifest.webmanifest', '/theme.js', '/icons/icon.svg'];
  expect(needed.filter((path) => /worker/i.test(path)).length).toBeGreaterThan(0);
  expect(needed.filter((path) => !kept.has(path))).toEqual([]);
  expect([...kept].filter((path) => path.startsWith('/api/'))).toEqual([]);
});

test('starts cold without a network after the browser was restarted, deep links too', async () => {
  const server = await startServer();
  const profile = mkdtempSync(join(tmpdir(), 'wavefoundry-profile-'));
  const path = chromiumPath();
  const launch = (): Promise<BrowserContext> =>
    chromium.launchPersistentContext(profile, { args: [...chromiumArgs], ...(path ? { executablePath: path } : {}) });
  try {
    const first = await launch();
    const page = await first.newPage();
    await page.goto(`${server.url}/`);
    await expect.poll(() => stored(page)).toContain('/index.html');
    await first.close();
    await server.kill();

    const second = await launch();
    for (const [room, heading] of [
      ['/', 'Start'],
      ['/settings', 'Settings'],
      ['/lab', 'Lab'],
    ] as const) {
      const offline = await second.newPage();
      await offline.goto(server.url + room);
      await expect(offline.getByRole('heading', { level: 1, name: heading })).toBeVisible();
      expect(await offline.evaluate(() => crossOriginIsolated)).toBe(true);
      await offline.close();
    }
    await second.close();
  } finally {
    await server.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** Makes the build in `folder` a later one, as a release would: another version in the worker, another page. */
function release(folder: string): void {
  const { version } = JSON.parse(readFileSync(join(folder, '_app/version.json'), 'utf8')) as { version: string };
  const edit = (name: string, change: (text: string) => string) => {
    const before = readFileSync(join(folder, name), 'utf8');
    const after = change(before);
    expect(after, name).not.toBe(before);
    writeFileSync(join(folder, name), after);
  };
  edit('service-worker.js', (text) => text.replaceAll(version, `${version}-next`));
  edit('_app/version.json', (text) => text.replaceAll(version, `${version}-next`));
  edit('index.html', (text) => text.replace('name="description" content="', 'name="description" content="Next: '));
}

test('a new version is offered, waits while something records, and comes when asked for', async ({ page, context }) => {
  const folder = mkdtempSync(join(tmpdir(), 'wavefoundry-app-'));
  cpSync(build, folder, { recursive: true });
  const server = await startServer({ env: { APP_DIR: folder } });
  try {
    await prefer(page, 'dark', 'en');
    await openRoom(page, `${server.url}/settings`);
    const about = page.getByRole('region', { name: 'About' });
    await expect(about).toContainText('the whole app is stored');
    release(folder);
    // Another window that is busy stands in the way, whatever it does.
    const other = await context.newPage();
    await other.goto(`${server.url}/create`);
    await other.evaluate(() => {
      void navigator.locks.request('busy', { mode: 'shared' }, () => new Promise(() => {}));
    });
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await expect(page.getByText('A new version is ready.')).toBeVisible();
    await page.evaluate(() => Object.assign(globalThis, { oldPage: true }));
    await page.getByRole('button', { name: 'Load it now' }).click();
    await expect(page.getByText('Another window records or plays.')).toBeVisible();
    expect(await page.evaluate(() => 'oldPage' in globalThis)).toBe(true);

    await other.close();
    await page.getByRole('button', { name: 'Load it now' }).click();
    await expect.poll(() => page.evaluate(() => 'oldPage' in globalThis).catch(() => true)).toBe(false);
    await expect(page.locator('meta[name="description"]')).toHaveAttribute('content', /^Next: /);
    await expect(about).toContainText('the whole app is stored');
    await expect(page.getByText('A new version is ready.')).toBeHidden();
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('while this page records nobody is asked to load a new version', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'wavefoundry-app-'));
  cpSync(build, folder, { recursive: true });
  const server = await startServer({ env: { APP_DIR: folder } });
  try {
    await prefer(page, 'dark', 'en');
    await openRoom(page, `${server.url}/record`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await expect(page.getByRole('group', { name: 'Status' }).getByRole('link', { name: /record/i })).toBeVisible();
    release(folder);
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await expect
      .poll(() => page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting)))
      .toBe(true);
    await expect(page.getByText('A new version is ready.')).toBeHidden();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(page.getByText('A new version is ready.')).toBeVisible();
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Posts a file to the share target as the system does: a navigation by POST. */
async function share(page: Page, file: { name: string; type: string; bytes: Buffer } | null): Promise<void> {
  await page.evaluate(
    (shared) => {
      const form = Object.assign(document.createElement('form'), {
        method: 'POST',
        action: '/share-target',
        enctype: 'multipart/form-data',
      });
      const input = Object.assign(document.createElement('input'), { type: 'file', name: 'audio', multiple: true });
      if (shared) {
        const bytes = Uint8Array.from(atob(shared.base64), (char) => char.charCodeAt(0));
        const files = new DataTransfer();
        files.items.add(new File([bytes], shared.name, { type: shared.type }));
        input.files = files.files;
      }
      form.append(input);
      document.body.append(form);
      form.submit();
    },
    file && { name: file.name, type: file.type, base64: file.bytes.toString('base64') },
  );
}

test('audio shared by another app lands in the library, once', async ({ page, wavFile }) => {
  await prefer(page, 'dark', 'en');
  await openRoom(page, '/');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await share(page, { name: 'Geteilt – Größe 1.wav', type: 'audio/wav', bytes: readFileSync(wavFile) });
  await page.waitForURL('**/library');
  await expect(page.getByText('Geteilt – Größe 1').first()).toBeVisible();
  expect(await newestTrackId(page)).toBeTruthy();
  const waiting = () => page.evaluate(async () => (await (await caches.open('share-inbox')).keys()).length);
  await expect.poll(waiting).toBe(0);
});

test('a share without files is told, not swallowed', async ({ page }) => {
  await prefer(page, 'dark', 'en');
  await openRoom(page, '/');
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await share(page, null);
  await expect(page.getByText('What was shared held no files.')).toBeVisible();
});

test('files that the system opens with the app are imported', async ({ page, wavFile }) => {
  await prefer(page, 'dark', 'en');
  // Headless Chromium delivers no launch; its queue is stood in for, the file handles are real.
  await page.addInitScript(() => {
    const queue = { setConsumer: (consumer: unknown) => Object.assign(globalThis, { consumer }) };
    Object.defineProperty(globalThis, 'launchQueue', { value: queue });
  });
  await openRoom(page, '/');
  await expect.poll(() => page.evaluate(() => 'consumer' in globalThis)).toBe(true);
  await page.evaluate(async (base64) => {
    const root = await navigator.storage.getDirectory();
    const handle = await root.getFileHandle('Opened.wav', { create: true });
    const writable = await handle.createWritable();
    await writable.write(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
    await writable.close();
    const { consumer } = globalThis as unknown as { consumer: (launch: { files: unknown[] }) => void };
    consumer({ files: [handle] });
  }, readFileSync(wavFile).toString('base64'));
  await page.waitForURL('**/library');
  await expect(page.getByText('Opened').first()).toBeVisible();
});
