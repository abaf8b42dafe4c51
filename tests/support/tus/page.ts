// What a test page can do with the outbox; runs in the browser, talks to the server that served it.
import { createSHA256 } from 'hash-wasm';
import type { UploadJob } from '#contracts/records/upload.ts';
import type { Track } from '#contracts/records/track.ts';
import { getBlob } from '#storage/blobs/blobs.ts';
import { onStorageEvent } from '#storage/events.ts';
import { addTrack, getTrack } from '#storage/library/tracks.ts';
import {
  applyUploadEvent,
  cancelUpload,
  discardedUploads,
  enqueueUpload,
  getUpload,
  listUploads,
} from '#storage/outbox/outbox.ts';
import { setUploadLimit } from '#storage/outbox/preferences.ts';
import { drainOutbox } from '#storage/outbox/uploader.ts';

const MB = 1 << 20;

/** The 44 bytes before 16-bit stereo PCM at 48 kHz, so that a server that looks at the bytes sees a WAV file. */
function wavHeader(sizeBytes: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(44));
  const words = [
    [0, 'RIFF'],
    [8, 'WAVE'],
    [12, 'fmt '],
    [36, 'data'],
  ] as const;
  for (const [at, word] of words) for (let i = 0; i < 4; i += 1) view.setUint8(at + i, word.charCodeAt(i));
  view.setUint32(4, sizeBytes - 8, true);
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 2, true);
  view.setUint32(24, 48_000, true);
  view.setUint32(28, 192_000, true);
  view.setUint16(32, 4, true);
  view.setUint16(34, 16, true);
  view.setUint32(40, sizeBytes - 44, true);
  return new Uint8Array(view.buffer);
}

/** Writes a WAV file of `sizeBytes` of seeded noise into the blob store of this origin and returns its hash. */
async function makeBlob(sizeBytes: number, seed: number): Promise<string> {
  const part = await (await blobFolder()).getFileHandle(`${crypto.randomUUID()}.part`, { create: true });
  const writer = await part.createWritable();
  const hasher = await createSHA256();
  const block = new Uint32Array(MB / 4);
  let state = seed >>> 0 || 1;
  for (let i = 0; i < block.length; i += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    block[i] = state;
  }
  for (let at = 0; at < sizeBytes; at += MB) {
    block[16] = at;
    block[17] = seed;
    const bytes = new Uint8Array(block.buffer, 0, Math.min(MB, sizeBytes - at));
    if (at === 0) bytes.set(wavHeader(sizeBytes).subarray(0, bytes.length));
    hasher.update(bytes);
    await writer.write(bytes);
  }
  await writer.close();
  const hash = hasher.digest('hex');
  await part.move(hash);
  return hash;
}

async function makeTrack(sizeBytes: number, seed: number): Promise<Track> {
  return addTrackOf(await makeBlob(sizeBytes, seed), sizeBytes, seed);
}

async function blobFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle('blobs', { create: true });
}

/** Puts `bytes` into the blob store under the name `hash`, whether that is true or not. */
async function putAs(hash: string, bytes: BlobPart): Promise<void> {
  const file = await (await blobFolder()).getFileHandle(hash, { create: true });
  const writer = await file.createWritable();
  await writer.write(new Blob([bytes]));
  await writer.close();
}

/** A track whose bytes are no audio at all. */
async function makeTextTrack(seed: number): Promise<Track> {
  const bytes = new TextEncoder().encode(`This is no music. ${seed} `.repeat(100));
  const hash = (await createSHA256()).update(bytes).digest('hex');
  await putAs(hash, bytes);
  return addTrackOf(hash, bytes.byteLength, seed);
}

/** A track whose bytes on disk are not those that gave it its name. */
async function makeSwappedTrack(seed: number): Promise<Track> {
  const hash = (await createSHA256()).update(`${seed}`).digest('hex');
  const bytes = new Uint8Array(5000).fill(seed);
  bytes.set(wavHeader(bytes.byteLength));
  await putAs(hash, bytes);
  return addTrackOf(hash, bytes.byteLength, seed);
}

async function addTrackOf(blobHash: string, sizeBytes: number, seed: number): Promise<Track> {
  const track: Track = {
    id: `track-${seed}`,
    blobHash,
    origin: 'take',
    takeId: null,
    title: `Noise\n${seed}`,
    artist: '',
    album: '',
    genre: '',
    year: null,
    coverHash: null,
    fileName: `Rauschen ü ${seed}.wav`,
    mimeType: 'audio/wav',
    codec: 'WAV',
    sizeBytes,
    sampleRate: 48000,
    channels: 2,
    durationSec: 1,
    rating: 0,
    addedAt: Date.now(),
    deletedAt: null,
    markers: [],
    safeAt: null,
  };
  return (await addTrack(track)).track;
}

/** Resolves when the job's row passes `test`; polls, as a user's eyes do. */
async function until(hash: string, test: (job: UploadJob | undefined) => boolean): Promise<UploadJob | undefined> {
  for (;;) {
    const job = await getUpload(hash);
    if (test(job)) return job;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const progress: { sentBytes: number; at: number }[] = [];
onStorageEvent((event) => {
  if (event.type === 'upload-progress') progress.push({ sentBytes: event.sentBytes, at: performance.now() });
});

/** Sends a stored blob with one plain PUT; milliseconds. */
async function putBlobTo(url: string, hash: string): Promise<number> {
  const body = await getBlob(hash);
  const started = performance.now();
  const response = await fetch(url, { method: 'PUT', body });
  const answer = (await response.json()) as { sha256: string };
  if (answer.sha256 !== hash) throw new Error('the plain PUT arrived damaged');
  return performance.now() - started;
}

/** Has the uploader work off the outbox; milliseconds. */
async function timeDrain(): Promise<number> {
  const started = performance.now();
  const { status } = await drainOutbox({ kick: true });
  if (status !== 'idle') throw new Error(`the upload ended as ${status}`);
  return performance.now() - started;
}

/** Chunks this page has sent so far, as handed to the network, in order. */
const chunks: { offset: number; bytes: number }[] = [];
const plainFetch = globalThis.fetch.bind(globalThis);
globalThis.fetch = (input, init) => {
  const offset = new Headers(init?.headers).get('Upload-Offset');
  const body = init?.body;
  if (offset !== null && body instanceof Blob) chunks.push({ offset: Number(offset), bytes: body.size });
  return plainFetch(input, init);
};

export const uploads = {
  putBlobTo,
  timeDrain,
  chunks,
  makeTrack,
  makeTextTrack,
  makeSwappedTrack,
  until,
  progress,
  enqueueUpload,
  applyUploadEvent,
  cancelUpload,
  discardedUploads,
  listUploads,
  getUpload,
  getTrack,
  setUploadLimit,
  drainOutbox,
};

export type UploadsPage = typeof uploads;

Object.assign(globalThis, { uploads });
