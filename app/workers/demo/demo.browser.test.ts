import { expect, it } from 'vitest';
import { demoTrack } from '#core/demo/demo-track.ts';
import { listAnalysisJobs } from '#storage/analysis/jobs.ts';
import { getBlob } from '#storage/blobs/blobs.ts';
import { binTracks, listTracks } from '#storage/library/tracks.ts';
import { renderDemoTrack } from './client.ts';

async function sha256(blob: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

it('renders the golden file in a worker, puts it into the library and asks for its analysis', async () => {
  const shares: number[] = [];
  const started = performance.now();
  const track = await renderDemoTrack((share) => shares.push(share));
  console.log(`demo track rendered and stored in ${((performance.now() - started) / 1000).toFixed(2)} s`);

  expect(track).toMatchObject({
    origin: 'demo',
    title: 'First Light',
    artist: 'Wavefoundry',
    durationSec: 74.44897959183673,
  });
  expect(await sha256(await getBlob(track.blobHash))).toBe(demoTrack.sha256);
  expect(track.blobHash).toBe(demoTrack.sha256);
  expect((await listAnalysisJobs()).map(({ blobHash }) => blobHash)).toContain(demoTrack.sha256);
  expect(shares.at(-1)).toBe(1);
  expect(shares.length).toBeGreaterThan(20);
  expect(shares.toSorted((a, b) => a - b)).toEqual(shares);
}, 120_000);

it('adds it once only, and brings it back from the bin', async () => {
  const first = await renderDemoTrack(() => {});
  await binTracks([first.id]);
  const second = await renderDemoTrack(() => {});
  expect(second).toEqual({ ...first, deletedAt: null });
  expect((await listTracks()).filter(({ origin }) => origin === 'demo')).toHaveLength(1);
}, 120_000);

it('stops when nobody wants it any more', async () => {
  const abort = new AbortController();
  const rendering = renderDemoTrack(() => {}, abort.signal);
  abort.abort();
  await expect(rendering).rejects.toMatchObject({ name: 'AbortError' });
}, 60_000);
