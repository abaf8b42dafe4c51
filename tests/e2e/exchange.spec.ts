import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { BlobReader, TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { openRoom, prefer, test } from '../support/app.ts';

async function choose(page: Page, button: string, file: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('dialog').getByRole('button', { name: button }).click();
  await (await chooser).setFiles(file);
}

/** The browser's own dialog cannot be driven: it is answered with a folder of the page's private files. */
const answerWithFolder = (page: Page) =>
  page.addInitScript(() => {
    const showDirectoryPicker = async () =>
      (await navigator.storage.getDirectory()).getDirectoryHandle('chosen', { create: true });
    Object.assign(globalThis, { showDirectoryPicker });
  });

/** Runs in the page: paths and sizes of what was written. */
async function written(): Promise<string[]> {
  const paths: string[] = [];
  const walk = async (folder: FileSystemDirectoryHandle, path: string): Promise<void> => {
    for await (const [name, entry] of folder.entries()) {
      if (entry.kind === 'directory') await walk(entry as FileSystemDirectoryHandle, `${path}${name}/`);
      else paths.push(`${path}${name} ${(await (entry as FileSystemFileHandle).getFile()).size}`);
    }
  };
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle('chosen'), '');
  return paths.sort();
}

test('a catalogue goes out as a table and comes in with its one bad cell named; packages go to a folder; a bomb harms nothing', async ({
  page,
  wavFile,
}) => {
  page.setDefaultTimeout(20_000);
  const root = mkdtempSync(join(tmpdir(), 'wavefoundry-exchange-'));
  const file = (name: string, bytes: string | Uint8Array) => {
    writeFileSync(join(root, name), bytes);
    return join(root, name);
  };
  try {
    await answerWithFolder(page);
    await prefer(page, 'dark', 'en');
    await openRoom(page, '/release');
    await page.getByRole('button', { name: 'New release' }).first().click();
    await page.waitForURL(/\/release\/.+/);
    await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Out and in');
    await page.getByRole('link', { name: 'Tracks', exact: true }).click();
    const adding = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Add files' }).click();
    await (await adding).setFiles(wavFile);
    await expect(page.getByText('Two seconds.wav', { exact: true })).toBeVisible();
    await expect(page.getByTestId('saved')).toHaveText('Saved');

    // The package lies in the folder, file by file.
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('button', { name: /^Into a folder/ }).click();
    await expect(page.getByRole('region', { name: 'Receipt' })).toBeVisible();
    const size = readFileSync(wavFile).length;
    const paths = await page.evaluate(written);
    expect(paths.filter((path) => path.endsWith(` ${size}`))).toEqual([expect.stringMatching(/resources\/.*\.wav /)]);
    expect(paths.filter((path) => /\.xml |SHA256SUMS /.test(path))).toHaveLength(2);
    await page.keyboard.press('Escape');

    // The table, with one cell that somebody spoilt in a spreadsheet.
    await page.getByRole('link', { name: 'All releases' }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    await (await saving).saveAs(join(root, 'table.csv'));
    const [head = '', row = ''] = readFileSync(join(root, 'table.csv'), 'utf8').split('\r\n');
    const columns = head.replace(/^\uFEFF/, '').split(',');
    const cells = row.split(',');
    const at = columns.indexOf('recording_year');
    cells[at] = 'MMXXX';
    cells[columns.indexOf('release_title')] = 'In again';
    cells[columns.indexOf('release_key')] = 'another';
    await page.getByRole('button', { name: 'Import CSV' }).click();
    await choose(page, 'Choose table', file('spoilt.csv', `${head}\r\n${cells.join(',')}\r\n`));
    const problem = page.getByRole('table', { name: 'Problems by cell' }).getByRole('row').nth(1);
    const letter = (at < 26 ? '' : 'A') + String.fromCodePoint(65 + (at % 26));
    await expect(problem).toContainText(`${letter}2`);
    await expect(problem).toContainText('MMXXX');
    await page.getByRole('button', { name: 'Import 1 without these cells' }).click();
    await expect(page.getByRole('link', { name: 'In again' })).toBeVisible();

    // A package that unpacks to a thousand times its size is refused before it is unpacked, and the page lives.
    const zip = new ZipWriter(new Uint8ArrayWriter());
    await zip.add('P/P.xml', new TextReader('<a/>'));
    await zip.add('P/resources/zeros.wav', new BlobReader(new Blob([new Uint8Array(40_000_000)])));
    await page.getByRole('button', { name: 'Import package' }).click();
    await choose(page, 'Choose ZIP', file('bomb.zip', await zip.close()));
    const alert = page.getByRole('dialog').getByRole('alert');
    await expect(alert).toContainText('zeros.wav');
    await expect(alert).toContainText('Nothing was changed or lost.');
    await choose(page, 'Choose ZIP', file('no.zip', 'no archive'));
    await expect(alert).not.toContainText('zeros.wav');
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Out and in' }).click();
    await expect(page.getByRole('textbox', { name: 'Title', exact: true })).toHaveValue('Out and in');
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
