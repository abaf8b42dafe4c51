import { BlobReader, ERR_UNSAFE_FILENAME, ZipReader, type FileEntry } from '@zip.js/zip.js';
import type { FileRef, Release, ReleaseBundle } from '#contracts/release/release.ts';
import { packageFiles, SIDE_FILE } from '#core/release/ddex/files.ts';
import { counted, faultOf, isSafePath, packageLimits, type PackageEntry } from '#core/release/ddex/limits.ts';
import { readMessage, type StatedFile } from '#core/release/ddex/read.ts';
import { readSideFile } from '#core/release/ddex/side-file.ts';
import { putBlob } from '#storage/blobs/blobs.ts';
import type { PackageContents, PackageFolder, PackageProgress, PackageRefusal } from './protocol.ts';
import { sha256 } from './write.ts';

/** A file of a package, packed or in a folder. */
interface Entry {
  readonly filename: string;
  /** Bytes, as stated. */
  readonly uncompressedSize: number;
  readonly unpack: (to: WritableStream) => Promise<unknown>;
}

type Entries = ReadonlyMap<string, Entry>;

/** Ends the reading; what reads answers with it. */
class Refused extends Error {
  readonly fault: PackageRefusal['fault'];
  readonly path: string;

  constructor(fault: PackageRefusal['fault'], path: string, options?: ErrorOptions) {
    super(fault, options);
    this.fault = fault;
    this.path = path;
  }
}

export async function readPackage(
  source: Blob | PackageFolder,
  onProgress: PackageProgress,
): Promise<PackageContents | PackageRefusal> {
  const zip = source instanceof Blob ? new ZipReader(new BlobReader(source)) : null;
  try {
    return await readOpen(zip ? await openEntries(zip) : folderEntries(source as PackageFolder), onProgress);
  } catch (error) {
    if (error instanceof Refused) return { fault: error.fault, path: error.path };
    throw error;
  } finally {
    await zip?.close();
  }
}

async function readOpen(entries: Entries, onProgress: PackageProgress): Promise<PackageContents> {
  const path = messagePath(entries);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const xml = await textOf(entries.get(path) as Entry);
  const message = parse(xml);
  const side = entries.get(folder + SIDE_FILE);
  const draft = side ? readSideFile(await textOf(side), await sha256(xml)) : null;
  const wanted = draft ? draftFiles(draft.release) : message.files;
  const { stored, missing } = await store(entries, folder, wanted, onProgress);
  const bundle = draft ? withStored(draft, stored) : withFiles(message.bundle, message.files, stored);
  return { fault: null, bundle, isWhole: draft !== null, missing };
}

/** The same limits as for a ZIP; hidden files of the system are none of the package. */
function folderEntries(folder: PackageFolder): Entries {
  const files = folder.filter(({ path }) => !/(^|\/)\.[^/]+$/.test(path));
  const table = files.map(({ path, file: { size } }) => ({ path, packedBytes: size, bytes: size, isFolder: false }));
  refuseUnsafe(table);
  return new Map(
    files.map(({ path, file }) => [
      path,
      { filename: path, uncompressedSize: file.size, unpack: (to) => file.stream().pipeTo(to) },
    ]),
  );
}

function refuseUnsafe(table: readonly PackageEntry[]): void {
  const found = faultOf(table);
  if (found) throw new Refused('unsafe', found.path);
}

async function openEntries(zip: ZipReader<Blob>): Promise<Entries> {
  const all: FileEntry[] = [];
  const table = [];
  try {
    for await (const entry of zip.getEntriesGenerator()) {
      const { filename: path, compressedSize: packedBytes, uncompressedSize: bytes, directory: isFolder } = entry;
      table.push({ path, packedBytes, bytes, isFolder });
      if (!entry.directory) all.push(entry);
      if (table.length > packageLimits.entries) break;
    }
  } catch (error) {
    const isUnsafe = error instanceof Error && error.message === ERR_UNSAFE_FILENAME;
    throw new Refused(isUnsafe ? 'unsafe' : 'damaged', '', { cause: error });
  }
  refuseUnsafe(table);
  return new Map(
    all.map((entry) => [
      entry.filename,
      {
        ...{ filename: entry.filename, uncompressedSize: entry.uncompressedSize },
        unpack: (to) => entry.getData(to, { checkSignature: true, useWebWorkers: false }),
      },
    ]),
  );
}

/** The one XML that lies highest. */
function messagePath(entries: Entries): string {
  const [path] = [...entries.keys()]
    .filter((one) => /\.xml$/i.test(one) && !one.includes('__MACOSX'))
    .sort((a, b) => a.split('/').length - b.split('/').length || a.localeCompare(b));
  if (path === undefined) throw new Refused('damaged', '.xml');
  return path;
}

async function textOf(entry: Entry): Promise<string> {
  if (entry.uncompressedSize > packageLimits.textBytes) throw new Refused('unsafe', entry.filename);
  const limit = counted(entry.uncompressedSize);
  const text = new Response(limit.readable).text();
  await unpack(entry, limit.writable);
  return text;
}

/** Unpacks an entry; what is not as stated ends it. */
async function unpack(entry: Entry, to: WritableStream): Promise<void> {
  try {
    await entry.unpack(to);
  } catch (error) {
    throw new Refused('damaged', entry.filename, { cause: error });
  }
}

function parse(xml: string) {
  try {
    return readMessage(xml, () => crypto.randomUUID());
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Refused('damaged', '.xml', { cause: error });
  }
}

interface Wanted {
  readonly path: string;
  readonly algorithm: string;
  readonly hash: string;
}

const draftFiles = (release: Release): readonly Wanted[] =>
  packageFiles(release).map(({ path, file }) => ({ path, algorithm: 'sha-256', hash: file.blobHash }));

/** Puts files into the store, and compares them with what is stated. */
async function store(entries: Entries, folder: string, files: readonly Wanted[], onProgress: PackageProgress) {
  const stored = new Map<string, FileRef>();
  const missing: string[] = [];
  const total = files.reduce((sum, { path }) => sum + (entries.get(folder + path)?.uncompressedSize ?? 0), 0);
  let bytes = 0;
  for (const { path, algorithm, hash } of files) {
    const entry = isSafePath(path) ? entries.get(folder + path) : undefined;
    if (!entry) {
      missing.push(path);
      continue;
    }
    const limit = counted(entry.uncompressedSize);
    const put = putBlob(limit.readable);
    const [blob] = await Promise.all([put, unpack(entry, limit.writable)]);
    if (/^sha-?256$/.test(algorithm) && hash !== blob.hash) throw new Refused('mismatch', path);
    const fileName = path.slice(path.lastIndexOf('/') + 1);
    stored.set(path, { blobHash: blob.hash, fileName, mimeType: mimeTypeOf(fileName), sizeBytes: blob.sizeBytes });
    onProgress((bytes += blob.sizeBytes), total);
  }
  return { stored, missing };
}

const mimeTypes: Readonly<Record<string, string>> = {
  ...{
    wav: 'audio/wav',
    flac: 'audio/flac',
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    png: 'image/png',
    pdf: 'application/pdf',
  },
};
const mimeTypeOf = (name: string) =>
  mimeTypes[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';

/** A draft keeps its files as they were named; one that is not in the package is gone from it. */
function withStored(draft: ReleaseBundle, stored: ReadonlyMap<string, FileRef>): ReleaseBundle {
  const here = new Set([...stored.values()].map(({ blobHash }) => blobHash));
  const kept = (file: FileRef | null) => (file && here.has(file.blobHash) ? file : null);
  const { release } = draft;
  return {
    ...draft,
    release: {
      ...release,
      cover: kept(release.cover),
      attachments: release.attachments.filter(({ blobHash }) => here.has(blobHash)),
      tracks: release.tracks.map((track) => ({
        ...track,
        audio: kept(track.audio),
        dolbyAtmos: track.dolbyAtmos && here.has(track.dolbyAtmos.file.blobHash) ? track.dolbyAtmos : null,
      })),
    },
  };
}

function withFiles(
  bundle: ReleaseBundle,
  files: readonly StatedFile[],
  stored: ReadonlyMap<string, FileRef>,
): ReleaseBundle {
  const fileOf = (trackId: string) => stored.get(files.find((one) => one.trackId === trackId)?.path ?? '') ?? null;
  const tracks = bundle.release.tracks.map((track) => ({ ...track, audio: fileOf(track.id) }));
  return { ...bundle, release: { ...bundle.release, cover: fileOf(''), tracks } };
}
