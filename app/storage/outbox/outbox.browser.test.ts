import { beforeEach, describe, expect, it } from 'vitest';
import type { Track } from '#contracts/records/track.ts';
import { openDb } from '../db/open.ts';
import { onStorageEvent, type StorageEvent } from '../events.ts';
import { addTrack } from '../library/tracks.ts';
import { queueAutomatically } from './auto.ts';
import {
  applyUploadEvent,
  cancelUpload,
  clearFinishedUploads,
  declinedUploads,
  discardedUploads,
  discardUpload,
  enqueueUpload,
  forgetDiscarded,
  getUpload,
  listUploads,
} from './outbox.ts';
import { getAutoUpload, getUploadLimit, setAutoUpload, setUploadLimit } from './preferences.ts';
import { rememberUser } from './session.ts';

function track(id: string, patch: Partial<Track> = {}): Track {
  return {
    id,
    blobHash: id.padEnd(64, '0'),
    origin: 'take',
    takeId: null,
    title: `Take ${id}`,
    artist: '',
    album: '',
    genre: '',
    year: null,
    coverHash: null,
    fileName: '',
    mimeType: 'audio/wav',
    codec: 'WAV',
    sizeBytes: 1000,
    sampleRate: 48000,
    channels: 2,
    durationSec: 1,
    rating: 0,
    addedAt: 1,
    deletedAt: null,
    markers: [],
    safeAt: null,
    ...patch,
  };
}

beforeEach(async () => {
  const db = await openDb();
  await Promise.all((['outbox', 'settings', 'tracks'] as const).map((store) => db.clear(store)));
});

/** Sends the job through the server's answers up to `offset` confirmed bytes. */
async function sendUpTo(hash: string, offset: number): Promise<void> {
  await applyUploadEvent(hash, { type: 'taken' });
  await applyUploadEvent(hash, { type: 'absent' });
  await applyUploadEvent(hash, { type: 'created', url: '/api/uploads/x' });
  await applyUploadEvent(hash, { type: 'confirmed', offset, retryAt: 0 });
}

describe('outbox', () => {
  it('holds one job per content and keeps its progress when asked again', async () => {
    const a = track('a');
    const { fileName } = await enqueueUpload(a);
    expect(fileName).toBe('Take a');
    await sendUpTo(a.blobHash, 400);
    expect(await enqueueUpload(a, true)).toMatchObject({ state: 'sending', offset: 400 });
    expect(await listUploads()).toHaveLength(1);
    await applyUploadEvent(a.blobHash, { type: 'refused', error: 'upload.quota', restart: false });
    expect(await enqueueUpload(a)).toMatchObject({ state: 'failed' });
    expect(await enqueueUpload(a, true)).toMatchObject({ state: 'queued', offset: 0, error: null });
  });

  it('loses no change when a pause and an answer come at once', async () => {
    const a = track('a');
    await enqueueUpload(a);
    await sendUpTo(a.blobHash, 100);
    await Promise.all([
      applyUploadEvent(a.blobHash, { type: 'pause' }),
      applyUploadEvent(a.blobHash, { type: 'confirmed', offset: 700, retryAt: 0 }),
    ]);
    expect(await getUpload(a.blobHash)).toMatchObject({ state: 'paused', offset: 700 });
  });

  it('keeps the address of a cancelled upload until the server has thrown it away', async () => {
    const a = track('a');
    const events: StorageEvent[] = [];
    const stop = onStorageEvent((event) => events.push(event));
    await enqueueUpload(a);
    await sendUpTo(a.blobHash, 100);
    await cancelUpload(a.blobHash);
    stop();
    expect(await applyUploadEvent(a.blobHash, { type: 'confirmed', offset: 200, retryAt: 0 })).toBeUndefined();
    expect(await listUploads()).toEqual([]);
    expect(events.at(-1)).toEqual({ type: 'outbox', blobHash: a.blobHash, state: 'removed' });
    await discardUpload('/api/uploads/y');
    expect(await discardedUploads()).toEqual(['/api/uploads/x', '/api/uploads/y']);
    await forgetDiscarded('/api/uploads/x');
    expect(await discardedUploads()).toEqual(['/api/uploads/y']);
  });

  it('takes finished jobs off the list and no others', async () => {
    await enqueueUpload(track('a'));
    await enqueueUpload(track('b'));
    await applyUploadEvent(track('a').blobHash, { type: 'stored' });
    await clearFinishedUploads();
    expect((await listUploads()).map((job) => job.trackId)).toEqual(['b']);
    expect(await discardedUploads()).toEqual([]);
  });
});

describe('queueAutomatically', () => {
  const ada = { id: '1', name: 'Ada', email: 'ada@example.org', role: 'owner' } as const;

  it('queues own takes once somebody is signed in, and nothing that was taken out', async () => {
    await addTrack(track('a'));
    await addTrack(track('b', { origin: 'import' }));
    await addTrack(track('c', { safeAt: 5 }));
    await addTrack(track('d', { deletedAt: 5 }));
    await addTrack(track('e', { origin: 'demo' }));
    expect(await queueAutomatically()).toBe(0);
    await rememberUser(ada);
    expect(await queueAutomatically()).toBe(1);
    expect((await listUploads()).map((job) => job.trackId)).toEqual(['a']);
    await cancelUpload(track('a').blobHash);
    expect(await queueAutomatically(['a'])).toBe(0);
    await setAutoUpload('all');
    expect(await queueAutomatically()).toBe(1);
    await enqueueUpload(track('a'));
    expect(await declinedUploads()).toEqual(new Set());
    expect((await listUploads()).map((job) => job.trackId).sort()).toEqual(['a', 'b']);
  });

  it('queues nothing when switched off', async () => {
    await rememberUser(ada);
    await setAutoUpload('off');
    await addTrack(track('a'));
    expect(await queueAutomatically(['a'])).toBe(0);
  });
});

describe('preferences', () => {
  it('read what was never set, or set to nonsense, as the default', async () => {
    expect([await getUploadLimit(), await getAutoUpload()]).toEqual([0, 'takes']);
    const db = await openDb();
    await db.put('settings', -5, 'uploads.limitBytesPerSec');
    await db.put('settings', 7, 'uploads.auto');
    expect([await getUploadLimit(), await getAutoUpload()]).toEqual([0, 'takes']);
    await setUploadLimit(250_000);
    expect(await getUploadLimit()).toBe(250_000);
  });
});
