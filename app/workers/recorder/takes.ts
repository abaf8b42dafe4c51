import { transfer } from 'comlink';
import { AppError } from '#contracts/errors/app-error.ts';
import type { Take } from '#contracts/records/take.ts';
import { takeAudioAt } from '#storage/takes/audio-at.ts';
import { getTake } from '#storage/takes/journal.ts';
import { listOpenTakes } from '#storage/takes/recovery.ts';
import { sealTake } from '#storage/takes/seal.ts';
import { takeAsWavBlob } from '#storage/takes/wav.ts';
import type { TakesApi } from './protocol.ts';

/** The side of the recorder worker that deals with takes that are not running. */
export class Takes implements TakesApi {
  listOpen() {
    return listOpenTakes();
  }

  seal(takeId: string, backend: Take['backend'], keepSource: boolean, onProgress: (done: number) => void) {
    return sealTake(takeId, { backend, keepSource, onProgress });
  }

  async audioAt(takeId: string, frame: number) {
    const audio = await takeAudioAt(await known(takeId), frame);
    return (
      audio &&
      transfer(
        audio,
        audio.channels.map(({ buffer }) => buffer),
      )
    );
  }

  async asWav(takeId: string) {
    return takeAsWavBlob(await known(takeId));
  }
}

async function known(takeId: string): Promise<Take> {
  const take = await getTake(takeId);
  if (!take) throw new AppError('storage.corrupt', { take: takeId });
  return take;
}
