import type { BlobHash, Track } from '#contracts/records/track.ts';
import { demoTrack, renderDemoWav } from '#core/demo/demo-track.ts';
import { queueAnalysis } from '#storage/analysis/jobs.ts';
import { hasBlob, putBlob } from '#storage/blobs/blobs.ts';
import { addTrack } from '#storage/library/tracks.ts';
import { serve } from '../rpc/serve.ts';
import type { DemoApi } from './protocol.ts';

/** Pieces between two reports: about a second and a half of audio. */
const REPORT_EVERY = 12;

const api: DemoApi = {
  async addDemoTrack(onProgress) {
    const isStored = await hasBlob(demoTrack.sha256);
    const hash = isStored ? demoTrack.sha256 : await render(onProgress);
    const { track } = await addTrack(newTrack(hash));
    await queueAnalysis(hash);
    return track;
  },
};

async function render(onProgress: (share: number) => void): Promise<BlobHash> {
  let bytes = 0;
  let pieces = 0;
  const rendering = renderDemoWav();
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { done, value } = rendering.next();
      if (done) return controller.close();
      controller.enqueue(value);
      bytes += value.byteLength;
      if (pieces++ % REPORT_EVERY === 0) onProgress(bytes / demoTrack.sizeBytes);
    },
  });
  const stored = await putBlob(stream);
  onProgress(1);
  return stored.hash;
}

function newTrack(blobHash: BlobHash): Track {
  const { title, artist, genre, year, fileName, sampleRate, channels, durationSec, sizeBytes } = demoTrack;
  return {
    ...{ title, artist, genre, year, fileName, sampleRate, channels, durationSec, sizeBytes, blobHash },
    id: crypto.randomUUID(),
    origin: 'demo',
    takeId: null,
    album: '',
    coverHash: null,
    mimeType: 'audio/wav',
    codec: 'WAV',
    rating: 0,
    addedAt: Date.now(),
    deletedAt: null,
    markers: [],
    safeAt: null,
  };
}

serve(api);
