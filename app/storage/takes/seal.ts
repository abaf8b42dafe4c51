import { createSHA256 } from 'hash-wasm';
import { AppError } from '#contracts/errors/app-error.ts';
import type { Take } from '#contracts/records/take.ts';
import type { Track } from '#contracts/records/track.ts';
import { frameBytes } from '#core/wav/header.ts';
import { queueAnalysis } from '../analysis/jobs.ts';
import { getBlob, putBlob } from '../blobs/blobs.ts';
import { addTrack, getTrack } from '../library/tracks.ts';
import { deleteTake, getTake, putTake, updateTake } from './journal.ts';
import { scanTake, takeFromScan } from './read.ts';
import { spoolOf } from '../spool/spools.ts';
import { takeAsWavStream } from './wav.ts';

export interface SealOptions {
  /** After a normal stop the spool goes once the blob was read back; a recovered take keeps its source. */
  readonly keepSource: boolean;
  readonly backend: Take['backend'];
  readonly signal?: AbortSignal;
  /** 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

/**
 * Turns the spool of a take into one immutable WAV blob and a track. May be cut off at any moment and run again: each
 * step finds the work of the one before and repeats nothing that would make a second copy. The caller holds the take's
 * lock.
 *
 * @returns the track, which may be older when the same audio was kept before
 * @throws AppError `storage.quota` when the disk cannot hold the blob, `storage.corrupt` when nothing is readable or the
 * blob reads back differently; the spool stays as it was
 * @thread dedicated worker
 */
export async function sealTake(takeId: string, options: SealOptions): Promise<Track> {
  const done = await sealedBefore(takeId);
  if (done) return done;
  const take = await provenTake(takeId, options.backend);
  const total = take.frames * frameBytes(take);
  const stored = await putBlob(takeAsWavStream(take), {
    ...(options.signal ? { signal: options.signal } : {}),
    onProgress: (bytes) => options.onProgress?.((bytes / total) * 0.7),
  });
  // The row names the blob before a track does, so that no sweep takes it for an orphan.
  await putTake({ ...take, state: 'stopped', blobHash: stored.hash });
  await readBack(stored.hash, (bytes) => options.onProgress?.(0.7 + (bytes / total) * 0.3));
  const { track } = await addTrack(trackOf(take, stored.hash, stored.sizeBytes));
  await queueAnalysis(stored.hash);
  await updateTake(takeId, { state: 'sealed', trackId: track.id, spoolDisposable: !options.keepSource });
  if (!options.keepSource) await freeSpool(takeId, take.backend);
  return track;
}

/** The track that another tab made of this take a moment ago, if it did. */
async function sealedBefore(takeId: string): Promise<Track | undefined> {
  const row = await getTake(takeId);
  return row?.state === 'sealed' && row.trackId !== null ? getTrack(row.trackId) : undefined;
}

/** The journal row with what the spool proves. */
async function provenTake(takeId: string, backend: Take['backend']): Promise<Take> {
  const row = await getTake(takeId);
  const take = takeFromScan(await scanTake(spoolOf(row?.backend ?? backend), takeId), row);
  if (take === null || take.frames === 0) throw new AppError('storage.corrupt', { take: takeId });
  return take;
}

async function readBack(hash: string, onBytes: (bytes: number) => void): Promise<void> {
  const hasher = await createSHA256();
  const reader = (await getBlob(hash)).stream().getReader();
  let bytes = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    hasher.update(chunk.value);
    bytes += chunk.value.length;
    onBytes(bytes);
  }
  if (hasher.digest('hex') !== hash) throw new AppError('storage.corrupt', { hash });
}

function trackOf(take: Take, blobHash: string, sizeBytes: number): Track {
  return {
    id: take.id,
    blobHash,
    origin: 'take',
    takeId: take.id,
    title: take.name,
    ...{ artist: '', album: '', genre: '', year: null, coverHash: null },
    fileName: `${take.name.replaceAll(/[\\/:*?"<>|]/g, '-')}.wav`,
    mimeType: 'audio/wav',
    codec: 'WAV',
    sizeBytes,
    sampleRate: take.sampleRate,
    channels: take.channels,
    durationSec: take.frames / take.sampleRate,
    rating: 0,
    addedAt: Date.now(),
    deletedAt: null,
    markers: take.markers,
    safeAt: null,
  };
}

/** Deletes a spool and then its row; the other way round a crash would bring the take back to life. */
export async function freeSpool(takeId: string, backend: Take['backend']): Promise<void> {
  await spoolOf(backend).remove(takeId);
  await deleteTake(takeId);
}
