import type { BlobHash } from '#contracts/records/track.ts';
import { eventPoints } from '#core/recognise/points.ts';
import { Recogniser } from '#core/recognise/recognise.ts';
import { TripleIndex } from '#core/recognise/triple-index.ts';
import { getBlob } from '#storage/blobs/blobs.ts';
import { lowRateSound } from '../media/low-rate-sound.ts';
import { serve } from '../rpc/serve.ts';
import type { RecogniseApi } from './protocol.ts';

/** Tracks that are in memory at once. */
const BATCH = 24;

const pointsOf = async (blobHash: BlobHash) => eventPoints(await lowRateSound(await getBlob(blobHash)));

const api: RecogniseApi = {
  async recognise(recording, known, onProgress) {
    const recogniser = new Recogniser(await pointsOf(recording));
    onProgress(1);
    for (let from = 0; from < known.length; from += BATCH) {
      const index = new TripleIndex();
      for (let track = from; track < Math.min(known.length, from + BATCH); track++) {
        const points = await pointsOf(known[track] as BlobHash).catch(() => null);
        if (points) index.add(track, points);
        onProgress(track + 2);
      }
      recogniser.listen(index);
    }
    return recogniser.heard();
  },
};

serve(api);
