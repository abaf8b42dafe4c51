import { getBlob, putBlob } from '#storage/blobs/blobs.ts';
import { serve } from '../rpc/serve.ts';
import { cutWav } from './cut.ts';
import { decodeSample } from './decode.ts';
import type { SampleApi } from './protocol.ts';

const api: SampleApi = {
  decode: async (blobHash, room) => decodeSample(await getBlob(blobHash), room),
  async keep(file, room) {
    const memory = await decodeSample(file, room);
    const { hash } = await putBlob(file);
    return { blobHash: hash, memory };
  },
  cut: async (blobHash, fromSec, toSec) => (await putBlob(await cutWav(await getBlob(blobHash), fromSec, toSec))).hash,
};

serve(api);
