import { createHash } from 'node:crypto';
import { AppError } from '#contracts/errors/app-error.ts';
import type { UploadProgress } from '#server/db/delivery-steps.ts';
import { ProviderError } from '#server/integrations/distribution/failure.ts';
import type {
  DistributionProvider,
  FilePart,
  RemoteFile,
  UploadTarget,
} from '#server/integrations/distribution/port.ts';
import type { ObjectStore } from '#server/integrations/object-store/port.ts';
import type { Steps } from './steps.ts';
import { backoff, type Timing } from './timing.ts';

/** A file in the object store that shall go to the distributor. */
export interface SourceFile {
  readonly storageKey: string;
  readonly sizeBytes: number;
  /** Its name there: holds the beginning of its SHA-256, so that it is known again. */
  readonly name: string;
}

interface UploadOptions {
  readonly provider: DistributionProvider;
  readonly store: ObjectStore;
  readonly steps: Steps;
  readonly timing: Timing;
}

const PART_TRIES = 3;
const PARTS_IN_FLIGHT = 2;
/** Whole uploads before the step as a whole is tried again. */
const UPLOAD_TRIES = 3;

/**
 * Uploads a file in parts, read from the store as a stream and hashed on the way: at most three parts are in memory.
 * Parts that arrived before an interruption are not sent again; the MD5 is always that of the whole file.
 *
 * @param there what the distributor has at the target now
 */
export async function uploadFile(
  options: UploadOptions,
  key: string,
  target: UploadTarget,
  file: SourceFile,
  there: () => Promise<RemoteFile>,
): Promise<void> {
  const { provider, steps } = options;
  const count = Math.max(1, Math.ceil(file.sizeBytes / provider.partBytes));
  for (let tries = 1; ; tries++) {
    const progress = steps.progressOf(key) ?? { session: await provider.startUpload(target), sent: [] };
    await steps.saveProgress(key, progress, count);
    try {
      const md5 = await sendParts(options, key, file, progress, count);
      await provider.finishUpload(progress.session, file.name, md5);
      return;
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      // The answer to the end may be what was lost, and the session with it.
      if (await there().then(({ fileName }) => fileName === file.name)) return;
      if (error.kind !== 'uploadLost') throw error;
      await steps.saveProgress(key, null, count);
      if (tries >= UPLOAD_TRIES) throw new ProviderError('temporary', error.status, error.failures);
    }
  }
}

/** @returns the MD5 of the whole file, hex */
async function sendParts(
  options: UploadOptions,
  key: string,
  file: SourceFile,
  { session, sent }: UploadProgress,
  count: number,
): Promise<string> {
  const { provider, store, steps } = options;
  const { partBytes } = provider;
  const arrived = new Set(sent);
  const hash = createHash('md5');
  const flying = new Set<Promise<void>>();
  const send = async (part: FilePart) => {
    await sendPart(options, session, part);
    arrived.add(part.index);
    await steps.saveProgress(key, { session, sent: [...arrived] }, count);
  };
  let index = 0;
  let read = 0;
  try {
    for await (const bytes of inParts((await store.read(file.storageKey)) as AsyncIterable<Buffer>, partBytes)) {
      hash.update(bytes);
      const about = { fileName: file.name, fileBytes: file.sizeBytes, count, partBytes };
      const part = { ...about, offset: index * partBytes, index, bytes };
      index += 1;
      read += bytes.length;
      if (arrived.has(part.index)) continue;
      steps.checkHalt();
      if (flying.size >= PARTS_IN_FLIGHT) await Promise.race(flying);
      const flight: Promise<void> = send(part).finally(() => flying.delete(flight));
      flying.add(flight);
    }
    await Promise.all(flying);
  } finally {
    // Nothing may still be on its way when the caller goes on.
    await Promise.allSettled(flying);
  }
  if (read !== file.sizeBytes) throw new AppError('delivery.file_missing', { fileName: file.name });
  return hash.digest('hex');
}

async function sendPart({ provider, timing }: UploadOptions, session: string, part: FilePart): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await provider.sendPart(session, part);
    } catch (error) {
      // A part that comes twice replaces itself, so a lost answer does no harm.
      const isWorthIt = error instanceof ProviderError && error.kind === 'temporary' && tries < PART_TRIES;
      if (!isWorthIt) throw error;
      await timing.sleep(backoff(tries, timing.random));
    }
  }
}

/** Cuts a stream into pieces of `size` bytes, each with memory of its own; the last one may be smaller. */
async function* inParts(stream: AsyncIterable<Buffer>, size: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let part = new Uint8Array(size);
  let filled = 0;
  for await (const chunk of stream) {
    for (let at = 0; at < chunk.length;) {
      const taken = Math.min(size - filled, chunk.length - at);
      part.set(chunk.subarray(at, at + taken), filled);
      filled += taken;
      at += taken;
      if (filled < size) continue;
      yield part;
      part = new Uint8Array(size);
      filled = 0;
    }
  }
  if (filled > 0) yield part.slice(0, filled);
}
