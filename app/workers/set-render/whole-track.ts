import { AppError, isAbort } from '#contracts/errors/app-error.ts';
import { createPages, PAGE_FRAMES, type PageMemory } from '#core/console/source/page-memory.ts';
import type { PageSupply } from '#core/console/source/page-reader.ts';
import { PageWriter } from '#core/console/source/page-writer.ts';
import { PageStream } from '../deck-audio/page-stream.ts';
import { findMusic } from '../media/decode.ts';
import { openAudio } from '../media/open.ts';
import { createPage, createPageStore } from './page-store.ts';

/** Pages of one track in memory: 8 MB, 24 s at 44.1 kHz. */
const SLOTS = 128;
/** Pages between two looks at whether the work is still wanted. */
const LOOK_EVERY = 32;

/** A track decoded in whole, as the decks decode it, whose pages are there whenever a render asks. */
export interface WholeTrack {
  readonly memory: PageMemory;
  readonly supply: PageSupply;
  close(): Promise<void>;
}

/**
 * Decodes a track to disk.
 *
 * @param look called every few seconds of audio; what it throws ends the work
 * @throws AppError `import.*`, `storage.*`
 */
export async function decodeWhole(blob: Blob, look: () => Promise<void>): Promise<WholeTrack> {
  const audio = await openAudio(blob);
  const store = await createPageStore();
  try {
    const music = await findMusic(audio, blob);
    const memory = createPages(Math.round(music.frames), audio.sampleRate, SLOTS);
    const writer = new PageWriter(memory);
    const stream = new PageStream(audio, music, store, memory);
    try {
      for (let page = 0; page < writer.pages; page++) {
        if (page % LOOK_EVERY === 0) await look();
        await stream.decode(page).catch((error: unknown) => {
          // Where a deck stopped because the file gives way, the render is silent.
          if (isAbort(error) || (error instanceof AppError && error.code.startsWith('storage.')) || page === 0)
            throw error;
          page = writer.pages;
        });
      }
    } finally {
      await stream.close();
    }
    const buffer = createPage();
    const [left, right] = [buffer.subarray(0, PAGE_FRAMES), buffer.subarray(PAGE_FRAMES)];
    const supply = (page: number): void => {
      store.get(page, buffer);
      writer.put(page, left, right);
    };
    return { memory, supply, close: () => store.close() };
  } catch (error) {
    await store.close();
    throw error;
  } finally {
    audio[Symbol.dispose]();
  }
}
