import { getBlob } from '#storage/blobs/blobs.ts';
import { serve } from '../rpc/serve.ts';
import type { DeckAudioApi } from './protocol.ts';
import { DeckReader } from './reader.ts';

let reader: DeckReader | null = null;

async function close(): Promise<void> {
  const before = reader;
  reader = null;
  await before?.close();
}

const api: DeckAudioApi = {
  async open(blobHash, onFailure) {
    const next = await DeckReader.open(await getBlob(blobHash), onFailure);
    await close();
    reader = next;
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
