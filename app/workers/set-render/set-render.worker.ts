import { AppError } from '#contracts/errors/app-error.ts';
import type { SetRow } from '#contracts/records/set.ts';
import type { Track } from '#contracts/records/track.ts';
import { EvennessMeter } from '#core/automix/evenness.ts';
import { documentOf, type SetDocument } from '#core/set/document.ts';
import { trackListOf } from '#core/set/track-list.ts';
import { queueAnalysis } from '#storage/analysis/jobs.ts';
import { putBlob, type StoredBlob } from '#storage/blobs/blobs.ts';
import { addTrack } from '#storage/library/tracks.ts';
import { getSet, readSetLog } from '#storage/sets/sets.ts';
import { serve } from '../rpc/serve.ts';
import { opusStream } from './opus.ts';
import { sweepPages } from './page-store.ts';
import type { Rehearsed, RenderedSet, RenderFormat, SetRenderApi } from './protocol.ts';
import { renderSet, type RenderedChunk } from './render-set.ts';
import { wavStream } from './wav.ts';

const kinds = {
  wav: { mimeType: 'audio/wav', codec: 'WAV', ending: 'wav' },
  opus: { mimeType: 'audio/ogg', codec: 'Opus', ending: 'opus' },
} as const satisfies Record<RenderFormat, object>;

/** Opus knows no other rate. */
const OPUS_RATE = 48_000;

let cancelled = false;

/** Lets messages in, that of the cancellation among them. */
async function look(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  if (cancelled) throw new DOMException('cancelled', 'AbortError');
}

const api: SetRenderApi = {
  render: ({ setId, format, toLibrary, stretch }, onProgress) =>
    // One at a time, over all tabs: the decoded tracks take room on the disk.
    navigator.locks.request('set-render', async (): Promise<RenderedSet> => {
      await sweepPages();
      const row = await getSet(setId);
      if (!row) throw new AppError('storage.corrupt', { set: setId });
      const document = documentOf(row, await readSetLog(setId, row.version));
      const started = performance.now();
      const stream = await streamOf(row, document, format, new WebAssembly.Module(stretch), onProgress);
      const stored = await putBlob(stream);
      const durationSec = (row.endFrame - row.firstFrame) / row.sampleRate;
      const speed = durationSec / ((performance.now() - started) / 1000);
      const { mimeType, ending } = kinds[format];
      const fileName = `${row.name.replaceAll(/[\\/:*?"<>|]/g, '-')}.${ending}`;
      const track = toLibrary ? await keep(row, document, format, stored, fileName) : null;
      return { blobHash: stored.hash, fileName, mimeType, durationSec, speed, track };
    }) as Promise<RenderedSet>,
  rehearse: ({ document, stretch, fromSec, toSec }) =>
    navigator.locks.request('set-render', async (): Promise<Rehearsed> => {
      await sweepPages();
      const meter = new EvennessMeter(document.sampleRate);
      const chunks = metered(renderSet(document, new WebAssembly.Module(stretch), look), meter);
      const frames = document.endFrame - document.firstFrame;
      const wav = await new Response(wavStream(chunks, { sampleRate: document.sampleRate, frames })).blob();
      return { wav, evenness: meter.between(fromSec, toSec) };
    }) as Promise<Rehearsed>,
  cancel() {
    cancelled = true;
  },
};

async function streamOf(
  row: SetRow,
  document: SetDocument,
  format: RenderFormat,
  stretch: WebAssembly.Module,
  onProgress: (share: number) => void,
): Promise<ReadableStream<Uint8Array>> {
  const frames = document.endFrame - document.firstFrame;
  const chunks = watched(renderSet(document, stretch, look), (done) => onProgress(done / frames));
  const { sampleRate } = document;
  if (format === 'wav') return wavStream(chunks, { sampleRate, frames });
  return opusStream(chunks, sampleRate, { title: row.name, date: new Date(row.startedAt) });
}

async function* watched(
  chunks: AsyncGenerator<RenderedChunk>,
  onDone: (frames: number) => void,
): AsyncGenerator<RenderedChunk> {
  for await (const chunk of chunks) {
    yield chunk;
    onDone(chunk.done);
  }
}

async function* metered(chunks: AsyncGenerator<RenderedChunk>, meter: EvennessMeter): AsyncGenerator<RenderedChunk> {
  for await (const chunk of chunks) {
    meter.push(chunk);
    yield chunk;
  }
}

async function keep(
  row: SetRow,
  document: SetDocument,
  format: RenderFormat,
  { hash, sizeBytes }: StoredBlob,
  fileName: string,
): Promise<Track> {
  const { firstFrame, endFrame, sampleRate } = row;
  const { mimeType, codec } = kinds[format];
  const fileRate = format === 'opus' ? OPUS_RATE : sampleRate;
  const { track } = await addTrack({
    ...{ id: crypto.randomUUID(), blobHash: hash, origin: 'set', takeId: null },
    title: row.name,
    ...{ artist: '', album: '', genre: '', coverHash: null },
    year: new Date(row.startedAt).getFullYear(),
    ...{ fileName, mimeType, codec, sizeBytes, channels: 2, sampleRate: fileRate },
    durationSec: (endFrame - firstFrame) / sampleRate,
    ...{ rating: 0, addedAt: Date.now(), deletedAt: null, safeAt: null },
    markers: trackListOf(document).map(({ track: { artist, title }, from }) => ({
      frame: Math.round(((from - firstFrame) / sampleRate) * fileRate),
      label: artist ? `${artist} – ${title}` : title,
    })),
  });
  await queueAnalysis(hash);
  return track;
}

serve(api);
