import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { BlobReader, TextWriter, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { structureErrors } from '#core/release/ddex/order.test.support.ts';
import { openRoom, prefer } from '../support/app.ts';
import { colourPng, floatSong, masters, writeFaultyAlbum } from '../support/delivery/faulty-album.ts';
import { exampleGtin } from '../support/fuga/masters.ts';
import { label, startFuga } from '../support/fuga/server.ts';
import { startServer } from '../support/server.ts';

const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');

/** Drops a folder onto the page as the system's file manager does. */
async function dropFolder(page: Page, folder: string): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const { x = 0, y = 0, width = 0, height = 0 } = (await page.locator('main').boundingBox()) ?? {};
  const at = { x: x + width / 2, y: y + height / 2 };
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await client.send('Input.dispatchDragEvent', { type, ...at, data });
  }
}

/** Codes that the pre-flight panel shows. */
const codes = async (page: Page) =>
  new Set((await page.locator('aside code').allTextContents()).map((text) => text.split(' ').at(-1) ?? ''));

const part = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).last().click();

async function choose(page: Page, field: string, name: string): Promise<void> {
  const box = page.getByRole('combobox', { name: field, exact: true });
  await box.fill(name);
  await box.press('Enter');
}

/** Gives a track another file by its own page. */
async function replaceMaster(page: Page, number: number, file: string): Promise<void> {
  await page
    .getByRole('list', { name: 'Tracks' })
    .getByRole('button', { name: /^All fields of / })
    .nth(number - 1)
    .click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Another file' }).click();
  await (await chooser).setFiles(file);
  await page.getByRole('button', { name: 'All tracks' }).click();
}

/** Elements of the message as DDEX orders them; what is inside is left open, since the real schema is DDEX's. */
const schema = (children: readonly string[]) => `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
  targetNamespace="http://ddex.net/xml/ern/43"><xs:element name="NewReleaseMessage"><xs:complexType><xs:sequence>
  ${children.map((name) => `<xs:element name="${name}" type="xs:anyType"/>`).join('')}
  </xs:sequence><xs:anyAttribute processContents="skip"/></xs:complexType></xs:element></xs:schema>`;
const order = ['MessageHeader', 'PartyList', 'ResourceList', 'ReleaseList', 'DealList'];

test('twelve masters with nine faults are dropped, repaired, delivered, and come back from their package', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  page.setDefaultTimeout(20_000);
  const fuga = await startFuga({ processingMs: 200 });
  const env = { FUGA_URL: fuga.url, CREDENTIALS_KEY: randomBytes(32).toString('base64'), SIGNUPS: 'open' };
  const server = await startServer({ env });
  const root = mkdtempSync(join(tmpdir(), 'wavefoundry-story-'));
  const folder = join(root, 'Twelve');
  writeFaultyAlbum(folder);
  const good = masters();
  const file = (name: string, bytes: Uint8Array | string) => {
    writeFileSync(join(root, name), bytes);
    return join(root, name);
  };
  const panel = page.locator('aside');
  try {
    await prefer(page, 'dark', 'en');
    await openRoom(page, `${server.url}/release`);
    await dropFolder(page, folder);
    await page.waitForURL(/\/release\/.+/);

    // Every fault is found, and so is what only a person can know.
    await expect(panel.getByRole('button', { name: 'Repair 4 files' })).toBeVisible({ timeout: 90_000 });
    await expect(panel.getByText(/Files are being checked/)).toHaveCount(0, { timeout: 90_000 });
    const found = await codes(page);
    expect([...found]).toEqual(
      expect.arrayContaining([
        'AUDIO_FLOATING_POINT_WAV',
        ...['WAV_EXTENSIBLE', 'WAV_CHUNKS_AFTER_DATA'],
        ...['HEAD_SILENCE_LONG', 'TAIL_SILENCE_LONG'],
        'WAV_SIZES_WRONG',
        'WAV_TRUNCATED',
        'MONO_AS_STEREO',
        'DUPLICATE_RECORDING',
        'CLIPPING',
        ...['IMAGE_COVER_ART_BELOW_MINIMUM_DIMENSIONS', 'COVER_NOT_RGB'],
        ...['FIELD_REQUIRED', 'RELEASE_DATE_REQUIRED', 'CONTRIBUTOR_COMPOSER_REQUIRED', 'PUBLISHERS_ARE_REQUIRED'],
      ]),
    );

    // Four files are repaired with one click, each with a proof that is still there after a reload.
    await panel.getByRole('button', { name: 'Repair 4 files' }).click();
    const proofs = panel.getByRole('listitem').filter({ hasText: /The original stays/ });
    await expect(proofs).toHaveCount(4, { timeout: 60_000 });
    await expect(page.getByTestId('saved')).toHaveText('Saved');
    await page.reload();
    await expect(proofs).toHaveText([/^03_Float.*dither/, /^05_Wrapped.*equal/, /^06_Hush.*equal/, /^07_Liar.*equal/]);

    // A person brings what no machine can make: the whole file, the right song, a master that does not clip, a cover.
    await part(page, 'Tracks');
    await replaceMaster(page, 8, file('08_Torn whole.wav', good[7]?.sent ?? ''));
    await replaceMaster(page, 11, file('11_Twin right.wav', good[10]?.sent ?? ''));
    await replaceMaster(page, 12, file('12_Loud softer.wav', good[11]?.sent ?? ''));
    await part(page, 'Artwork');
    const picture = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Another picture' }).click();
    const cover = colourPng(3000);
    await (await picture).setFiles(file('cover.png', cover));

    await part(page, 'Release');
    await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Twelve');
    await choose(page, 'Artists', 'The Foundry');
    await choose(page, 'Label', 'Foundry Records');
    await page.getByLabel('Language of the titles', { exact: true }).selectOption('en');
    await page.getByRole('textbox', { name: 'Genre', exact: true }).fill('POP');
    await page.getByRole('textbox', { name: 'Catalogue number', exact: true }).fill('FR 12');
    await page.getByLabel('Explicit content', { exact: true }).selectOption('notExplicit');
    await part(page, 'Identifiers');
    await page.getByRole('checkbox', { name: /Spotify/ }).check();
    await part(page, 'Dates');
    await page.getByLabel('Release date', { exact: true }).fill('2031-03-07');
    await page.getByLabel('Original release', { exact: true }).fill('2031-03-07');
    await part(page, 'Rights');
    for (const line of ['C', 'P']) {
      await page.getByLabel(`${line} line: year`, { exact: true }).fill('2031');
      await page.getByLabel(`${line} line: owner`, { exact: true }).fill('Foundry Records');
    }
    await part(page, 'Credits');
    for (const role of ['Composer', 'DJ', 'Producer', 'Programming']) {
      await page.getByRole('combobox', { name: 'Role', exact: true }).selectOption({ label: role });
      await choose(page, 'Person', 'Clara Muster');
    }
    await choose(page, 'Publisher', 'Muster Verlag');
    await part(page, 'Tracks');
    await page.getByText('Set a field for all tracks').click();
    await page.getByRole('combobox', { name: 'Field', exact: true }).selectOption('audioLanguage');
    await page.getByRole('combobox', { name: 'Value', exact: true }).selectOption('zxx');
    await page.getByRole('button', { name: 'Set for all' }).click();
    await part(page, 'Codes');
    const upc = exampleGtin(31);
    await page
      .getByLabel('Bar code of the release', { exact: true })
      .fill(`${upc.slice(0, 12)}${(Number(upc[12]) + 1) % 10}`);
    await expect(panel.getByText('UPC_CODE_WRONG')).toBeVisible();
    await page.getByLabel('Bar code of the release', { exact: true }).fill(upc);
    await page.getByLabel('Prefix (country and registrant)', { exact: true }).fill('AA6Q7');
    await page.getByRole('button', { name: /^Assign/ }).click();

    // What the tracks take from their release is one click for each field.
    for (let clicks = 0; clicks < 12; clicks++) {
      const fixes = panel.getByRole('button', { name: /^Fix all 12/ });
      if ((await fixes.count()) === 0) break;
      const named = await fixes.first().getAttribute('aria-label');
      await fixes.first().click();
      await expect(panel.getByRole('button', { name: named ?? '', exact: true })).toHaveCount(0);
    }
    await expect(panel.getByText(/Files are being checked/)).toHaveCount(0, { timeout: 60_000 });
    await expect.poll(async () => [...(await codes(page))]).toEqual(['MONO_AS_STEREO']);
    await expect(panel.getByText('Nothing found that would be refused.')).toBeVisible();
    await expect(page.getByTestId('saved')).toHaveText('Saved');
    const address = page.url().split('?')[0] ?? '';

    // Sent, and there once, byte for byte.
    await openRoom(page, `${server.url}/settings`);
    await page.getByLabel('Name', { exact: true }).fill('Ada');
    await page.getByLabel('E-mail address', { exact: true }).fill('ada@example.org');
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Create an account' }).last().click();
    await expect(page.getByText('Signed in as Ada')).toBeVisible();
    await openRoom(page, `${address}?part=delivery`);
    await page.getByLabel('User name at the distributor', { exact: true }).fill(label.name);
    await page.getByLabel('Password at the distributor', { exact: true }).fill(label.password);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    // Only now the lists of the distributor are known, and one of the roles is not in them: it is not sent, but put right.
    await expect(panel.getByText('FIELD_VALUE_NOT_IN_LIST')).toBeVisible();
    const send = page.getByRole('button', { name: 'Deliver now' });
    await expect(send).toBeDisabled();
    expect(fuga.catalogue.products.size).toBe(0);
    await part(page, 'Credits');
    await page.getByRole('button', { name: 'Remove Clara Muster' }).last().click();
    await part(page, 'Delivery');
    await send.click();
    await expect(page.getByTestId('delivery-state')).toHaveText(/^(With the distributor and its stores|Delivered)$/, {
      timeout: 90_000,
    });
    const [product, ...more] = fuga.catalogue.products.values();
    expect([more.length, product?.fields['upc'], product?.isPublished, product?.cover?.md5]).toEqual([
      ...[0, upc, true, md5(cover)],
    ]);
    expect(fuga.catalogue.assets.size).toBe(12);
    const there = product?.assets.map(({ id }) => fuga.catalogue.assets.get(id)?.audio?.md5) ?? [];
    expect(there.map((one, at) => (good[at]?.sent ? one : ''))).toEqual(
      good.map(({ sent }) => (sent ? md5(sent) : '')),
    );

    // The same release as a package: in order, valid, every file as it was sent.
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Export as a DDEX package' });
    await dialog.getByText('Check against the DDEX schema').click();
    for (const [children, says] of [
      [order, 'The message is valid.'],
      [[...order, 'Something'], 'Errors: 1.'],
    ] as const) {
      const schemas = page.waitForEvent('filechooser');
      await dialog.getByRole('button', { name: 'Choose schema files' }).click();
      await (await schemas).setFiles(file('release-notification.xsd', schema(children)));
      await expect(dialog.getByText(says)).toBeVisible();
    }
    await page.evaluate(() => Object.assign(globalThis, { showSaveFilePicker: undefined }));
    const saving = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save as ZIP' }).click();
    const zip = join(root, 'package.zip');
    await (await saving).saveAs(zip);
    const reader = new ZipReader(new BlobReader(new Blob([readFileSync(zip)])));
    const sent: Uint8Array[] = [];
    for (const entry of await reader.getEntries()) {
      if (entry.directory) continue;
      if (entry.filename.endsWith('.xml')) expect(structureErrors(await entry.getData(new TextWriter()))).toEqual([]);
      if (entry.filename.endsWith('.wav')) sent.push(await entry.getData(new Uint8ArrayWriter()));
    }
    expect(sent.map(md5).sort()).toEqual([...there].sort());
    // Dither moved no sample of the float file by more than a step and a half.
    const dithered = sent.find((bytes) => md5(bytes) === there[2]) ?? new Uint8Array();
    const [exact, got] = [floatSong(), dithered.subarray(44)];
    const view = new DataView(got.buffer, got.byteOffset, got.length);
    let most = 0;
    for (let i = 0, at = 0; i < (exact[0]?.length ?? 0); i++) {
      for (const plane of exact) {
        const code = (view.getInt16(at + 1, true) << 8) | view.getUint8(at);
        most = Math.max(most, Math.abs(code - 8_388_608 * (plane[i] ?? 0)));
        at += 3;
      }
    }
    expect([most > 0, most <= 1.5]).toEqual([true, true]);

    // On another device it is the same release again.
    const elsewhere = await browser.newContext();
    const other = await elsewhere.newPage();
    await prefer(other, 'dark', 'en');
    await openRoom(other, `${server.url}/release`);
    await other.getByRole('button', { name: 'Import package' }).first().click();
    const opening = other.waitForEvent('filechooser');
    await other.getByRole('button', { name: 'Choose ZIP' }).click();
    await (await opening).setFiles(zip);
    await expect(other.getByText('The whole draft is in it: credits, splits, lyrics, everything.')).toBeVisible();
    await other.getByRole('button', { name: 'Import', exact: true }).click();
    await other.waitForURL(/\/release\/.+/);
    await expect(other.locator('aside').getByText('Nothing found that would be refused.')).toBeVisible();
    await expect(other.locator('aside').getByText('MONO_AS_STEREO')).toBeVisible({ timeout: 60_000 });
    await elsewhere.close();
  } finally {
    await server.stop();
    await fuga.close();
    rmSync(root, { recursive: true, force: true });
  }
});
