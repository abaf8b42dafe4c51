import { openBlobBytes } from '#storage/blobs/blob-bytes.ts';
import { getBlob } from '#storage/blobs/blobs.ts';
import { serve } from '../rpc/serve.ts';
import type { DeckAudioApi } from './protocol.ts';
import { DeckReader } from './reader.ts';

let reader: DeckReader | null = null;
let opened = 0;

async function close(): Promise<void> {
  const before = reader;
  reader = null;
  await before?.close();
}

const api: DeckAudioApi = {
  async open(blobHash, onFailure) {
    const turn = ++opened;
    const next = await DeckReader.open(await getBlob(blobHash), onFailure, await openBlobBytes(blobHash));
    // The track before stays until now, so that a track that cannot be read leaves the deck as it was.
    if (turn === opened) {
      await close();
      reader = next;
    } else await next.close();
    return next.memory;
  },
  async ensure(frame) {
    await reader?.ensure(frame);
  },
  async keep(frames) {
    await reader?.keep(frames);
  },
  close,
};

serve(api);
