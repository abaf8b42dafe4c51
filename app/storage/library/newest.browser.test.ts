import { afterEach, expect, test } from 'vitest';
import type { Track } from '#contracts/records/track.ts';
import { openDb } from '../db/open.ts';
import { listNewest } from './newest.ts';
import { addTrack, binTracks } from './tracks.ts';

const track = (place: number): Track => ({
  id: `newest-${place}`,
  blobHash: place.toString(16).padStart(64, '0'),
  origin: 'import',
  takeId: null,
  title: `Track ${place}`,
  artist: '',
  album: '',
  genre: '',
  year: null,
  coverHash: null,
  fileName: `${place}.wav`,
  mimeType: 'audio/wav',
  codec: 'WAV',
  sizeBytes: 44,
  sampleRate: 48_000,
  channels: 2,
  durationSec: 1,
  rating: 0,
  addedAt: 1_000 + place,
  deletedAt: null,
  markers: [],
  safeAt: null,
});

afterEach(async () => (await openDb()).clear('tracks'));

test('newest first, cut off at the limit, all counted, the bin left out', async () => {
  for (const place of [3, 1, 5, 2, 4]) await addTrack(track(place));
  await binTracks(['newest-4']);
  const { tracks, total } = await listNewest(3);
  expect(tracks.map(({ title }) => title)).toEqual(['Track 5', 'Track 3', 'Track 2']);
  expect(total).toBe(4);
});
