import { BlobReader, BlobWriter, configure, TextReader, Uint8ArrayReader, ZipReader, ZipWriter } from '@zip.js/zip.js';
import { expect, test } from 'vitest';
import type { FileFacts } from '#contracts/release/facts.ts';
import type { FileRef } from '#contracts/release/release.ts';
import { goodRelease } from '#core/release/rules/fixtures/corpus.ts';
import { getBlob, putBlob } from '#storage/blobs/blobs.ts';
import { readPackage, validateMessage, writePackage } from './client.ts';
import type { PackageContents } from './protocol.ts';

configure({ useWebWorkers: false });
const options = {
  ...{
    sender: 'PADPIDA2007061301U',
    recipient: 'PADPIDA2013020802I',
    messageId: 'M1',
    createdAt: '2026-12-01T12:00:00Z',
  },
  isTest: true,
};
const nothing = () => {};

/** A good release whose files are really in the store. */
async function stored(seed: number) {
  const { bundle, facts } = goodRelease(seed);
  const real = new Map<string, FileFacts>();
  const put = async (file: FileRef, size: number) => {
    const bytes = new Uint8Array(size).map((_, i) => (i * 31 + size) & 255);
    const { hash, sizeBytes } = await putBlob(new Blob([bytes]));
    const known = facts.get(file.blobHash);
    if (known) real.set(hash, { ...known, sizeBytes });
    return { ...file, blobHash: hash, sizeBytes };
  };
  const { release } = bundle;
  release.cover = release.cover && (await put(release.cover, 5000));
  for (const [i, track] of release.tracks.entries()) track.audio = track.audio && (await put(track.audio, 200_000 + i));
  return { bundle, facts: real, options };
}

const write = async (seed: number) => {
  const request = await stored(seed);
  const steps: number[] = [];
  const { download } = await writePackage(request, { kind: 'download' }, (bytes) => steps.push(bytes));
  const zip = download as File;
  // The next package takes its place.
  return { request, zip: new Blob([await zip.arrayBuffer()]), steps };
};

/** The same archive with some entries changed, dropped or added. */
async function changed(
  zip: Blob,
  change: (path: string, bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> | null,
  added: Record<string, string> = {},
) {
  const writer = new ZipWriter(new BlobWriter());
  for (const entry of await new ZipReader(new BlobReader(zip)).getEntries()) {
    if (entry.directory) continue;
    const bytes = change(entry.filename, new Uint8Array(await (await entry.getData(new BlobWriter())).arrayBuffer()));
    if (bytes) await writer.add(entry.filename, new Uint8ArrayReader(bytes));
  }
  for (const [path, text] of Object.entries(added)) await writer.add(path, new TextReader(text));
  return writer.close();
}

test('a package holds message, hashes and files, and comes back as the same draft', async () => {
  const { request, zip, steps } = await write(1);
  const names = (await new ZipReader(new BlobReader(zip)).getEntries()).map(({ filename }) =>
    filename.split('/').slice(1).join('/'),
  );
  expect(names).toHaveLength(3 + 1 + request.bundle.release.tracks.length);
  expect(names).toEqual(expect.arrayContaining(['wavefoundry.json', 'SHA256SUMS']));
  expect(steps.at(-1)).toBe(
    request.bundle.release.tracks.reduce((sum, { audio }) => sum + (audio?.sizeBytes ?? 0), 5000),
  );
  const { bundle, isWhole, missing } = (await readPackage(zip, nothing)) as PackageContents;
  expect({ isWhole, missing }).toEqual({ isWhole: true, missing: [] });
  expect(bundle).toEqual(request.bundle);
});

test('without the side file the message alone is read, and its files are the same bytes', async () => {
  const { request, zip } = await write(2);
  const plain = await changed(zip, (path, bytes) => (path.endsWith('.json') ? null : bytes));
  const { bundle, isWhole } = (await readPackage(plain, nothing)) as PackageContents;
  expect(isWhole).toBe(false);
  expect(bundle.release.tracks.map(({ audio }) => audio?.blobHash)).toEqual(
    request.bundle.release.tracks.map(({ audio }) => audio?.blobHash),
  );
  expect((await getBlob(bundle.release.cover?.blobHash ?? '')).size).toBe(5000);
});

test('a package into a folder', async () => {
  const request = await stored(3);
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('test-package', { create: true });
  await writePackage(request, { kind: 'folder', folder }, nothing);
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  const inner = await folder.getDirectoryHandle(names[0] ?? '');
  const resources: string[] = [];
  for await (const name of (await inner.getDirectoryHandle('resources')).keys()) resources.push(name);
  expect(resources).toHaveLength(1 + request.bundle.release.tracks.length);
});

test('hostile and damaged archives are refused, and say why', async () => {
  const { zip } = await write(0);
  const bad = (archive: Blob) => readPackage(archive, nothing);
  expect(await bad(new Blob(['no zip']))).toMatchObject({ fault: 'damaged' });
  expect(await bad(zip.slice(0, zip.size / 2))).toMatchObject({ fault: 'damaged' });
  const other = await changed(zip, (path, bytes) => (path.endsWith('.wav') ? bytes.fill(0) : bytes));
  expect(await bad(other)).toMatchObject({ fault: 'mismatch' });
  const bomb = await changed(zip, (_, bytes) => bytes, { 'zeros.bin': '0'.repeat(30_000_000) });
  expect(await bad(bomb)).toEqual({ fault: 'unsafe', path: 'zeros.bin' });
  const outside = await changed(zip, (_, bytes) => bytes, { '../evil.txt': 'x' });
  expect(await bad(outside)).toMatchObject({ fault: 'unsafe' });
});

test('a message is validated by schemas that the user gives, with the line of what is wrong', async () => {
  const schema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t"><xs:element name="NewReleaseMessage"><xs:complexType><xs:sequence><xs:element name="MessageId" type="xs:string"/></xs:sequence></xs:complexType></xs:element></xs:schema>`;
  const files = [{ name: 'release-notification.xsd', text: schema }];
  const message = (inner: string) => `<t:NewReleaseMessage xmlns:t="urn:t">\n${inner}\n</t:NewReleaseMessage>`;
  expect(await validateMessage(message('<MessageId>1</MessageId>'), files)).toEqual([]);
  expect(await validateMessage(message('<Other/>'), files)).toMatchObject([{ line: 2 }]);
  await expect(validateMessage('<a/>', [])).rejects.toThrow(RangeError);
});
