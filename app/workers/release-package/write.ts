import { BlobReader, configure, TextReader, ZipWriter } from '@zip.js/zip.js';
import { createSHA256 } from 'hash-wasm';
import { MESSAGE_FOLDER, packageFiles, packageName, SIDE_FILE } from '#core/release/ddex/files.ts';
import { buildMessage } from '#core/release/ddex/message.ts';
import { writeSideFile } from '#core/release/ddex/side-file.ts';
import { getBlob } from '#storage/blobs/blobs.ts';
import type { PackageProgress, PackageReceipt, PackageRequest, PackageTarget, WrittenFile } from './protocol.ts';

// Workers of its own would be made from text, which the content security policy forbids; this is one already.
configure({ useWebWorkers: false });

const DOWNLOADS = 'release-packages';

export async function sha256(text: string): Promise<string> {
  const hasher = await createSHA256();
  return hasher.update(text).digest('hex');
}

interface Sink {
  text(path: string, text: string): Promise<void>;
  blob(path: string, blob: Blob): Promise<void>;
  close(): Promise<void>;
}

export async function writePackage(
  request: PackageRequest,
  target: PackageTarget,
  onProgress: PackageProgress,
): Promise<PackageReceipt> {
  const { bundle, facts, options } = request;
  const name = packageName(bundle.release);
  const files = packageFiles(bundle.release);
  const message = buildMessage(bundle, facts, options);
  const total = files.reduce((sum, { file }) => sum + file.sizeBytes, 0);
  const download = target.kind === 'download' ? await downloadFile(`${name}.zip`) : null;
  let bytes = 0;
  const sink =
    target.kind === 'folder'
      ? folderSink(await target.folder.getDirectoryHandle(name, { create: true }))
      : await zipSink(target.kind === 'zip' ? target.file : (download as FileSystemFileHandle), name);
  const written: WrittenFile[] = [];
  const texts = [
    [`${name}.xml`, message],
    [SIDE_FILE, writeSideFile(bundle, await sha256(message))],
    ['SHA256SUMS', files.map(({ file, path }) => `${file.blobHash}  ${path}\n`).join('')],
  ] as const;
  for (const [path, text] of texts) {
    await sink.text(path, text);
    written.push({ path, sizeBytes: new Blob([text]).size, sha256: await sha256(text) });
  }
  for (const { file, path } of files) {
    await sink.blob(path, await getBlob(file.blobHash));
    written.push({ path, sizeBytes: file.sizeBytes, sha256: file.blobHash });
    onProgress((bytes += file.sizeBytes), total);
  }
  await sink.close();
  return { name, files: written, download: (await download?.getFile()) ?? null };
}

/** A place for one file until it was downloaded; what was there before is gone. */
async function downloadFile(name: string): Promise<FileSystemFileHandle> {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(DOWNLOADS, { recursive: true }).catch(() => undefined);
  return (await root.getDirectoryHandle(DOWNLOADS, { create: true })).getFileHandle(name, { create: true });
}

/** Files are stored and not packed: sound hardly packs, and readers find them faster. */
async function zipSink(file: FileSystemFileHandle, name: string): Promise<Sink> {
  const writer = new ZipWriter(await file.createWritable(), { level: 0, keepOrder: true });
  return {
    text: async (path, text) => void (await writer.add(`${name}/${path}`, new TextReader(text))),
    blob: async (path, blob) => void (await writer.add(`${name}/${path}`, new BlobReader(blob))),
    close: async () => void (await writer.close()),
  };
}

function folderSink(folder: FileSystemDirectoryHandle): Sink {
  const write = async (path: string, stream: ReadableStream) => {
    const [file = '', inner] = path.split('/').reverse();
    const parent = inner === MESSAGE_FOLDER ? await folder.getDirectoryHandle(inner, { create: true }) : folder;
    await stream.pipeTo(await (await parent.getFileHandle(file, { create: true })).createWritable());
  };
  return {
    text: (path, text) => write(path, new Blob([text]).stream()),
    blob: (path, blob) => write(path, blob.stream()),
    close: async () => undefined,
  };
}
