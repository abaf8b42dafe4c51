import { AppError } from '#contracts/errors/app-error.ts';
import { MAX_SAMPLE_SEC } from '#contracts/records/sampler.ts';
import { createPages, PAGE_FRAMES, pageCount, type PageMemory } from '#core/console/source/page-memory.ts';
import { PageWriter } from '#core/console/source/page-writer.ts';
import { PageStream } from '../deck-audio/page-stream.ts';
import { findMusic } from '../media/decode.ts';
import { openAudio, readFailure } from '../media/open.ts';

/** Slack for what encoders add to a sample of just the longest length, s. */
const SLACK_SEC = 0.1;

const FRAME_BYTES = 2 * 4;

/**
 * Decodes a short file whole.
 *
 * @param room bytes that it may take
 * @throws AppError `sampler.too_long`, `sampler.full`, `import.*`
 */
export async function decodeSample(blob: Blob, room: number): Promise<PageMemory> {
  using audio = await openAudio(blob);
  try {
    const music = await findMusic(audio, blob);
    const frames = Math.round(music.frames);
    if (frames <= 0) throw new AppError('import.empty');
    requireLength(frames / audio.sampleRate);
    const pages = pageCount(frames);
    if (pages * PAGE_FRAMES * FRAME_BYTES > room) throw new AppError('sampler.full');
    const memory = createPages(frames, audio.sampleRate, pages);
    const stream = new PageStream(audio, music, new PageWriter(memory), memory);
    try {
      for (let page = 0; page < pages; page++) await stream.decode(page);
    } finally {
      await stream.close();
    }
    return memory;
  } catch (error) {
    throw readFailure(error, audio.codec);
  }
}

/** @throws AppError `sampler.too_long` */
export function requireLength(seconds: number): void {
  if (seconds > MAX_SAMPLE_SEC + SLACK_SEC) {
    throw new AppError('sampler.too_long', { seconds: MAX_SAMPLE_SEC });
  }
}
