import { createPages, PAGE_FRAMES } from '#core/console/source/page-memory.ts';
import { wavHeader, wavPadding, type WavFormat } from '#core/wav/header.ts';
import { quantise24 } from '#core/wav/pcm24.ts';
import { PageStream } from '../deck-audio/page-stream.ts';
import { findMusic } from '../media/decode.ts';
import { openAudio, readFailure } from '../media/open.ts';
import { requireLength } from './decode.ts';

/**
 * A part of a track as a WAV file of 24 bits, by the decks' own time.
 *
 * @throws AppError `sampler.too_long`, `import.*`
 */
export async function cutWav(blob: Blob, fromSec: number, toSec: number): Promise<Blob> {
  requireLength(toSec - fromSec);
  using audio = await openAudio(blob, 'jumping');
  try {
    const music = await findMusic(audio, blob);
    const { sampleRate } = audio;
    const end = Math.min(Math.round(music.frames), Math.round(toSec * sampleRate));
    const from = Math.min(end, Math.max(0, Math.round(fromSec * sampleRate)));
    const frames = end - from;
    const [left, right] = [new Float32Array(frames), new Float32Array(frames)];
    const put = (page: number, ...sides: [Float32Array, Float32Array]) => {
      const start = page * PAGE_FRAMES;
      const [first, last] = [Math.max(start, from), Math.min(start + PAGE_FRAMES, end)];
      if (last <= first) return;
      left.set(sides[0].subarray(first - start, last - start), first - from);
      right.set(sides[1].subarray(first - start, last - start), first - from);
    };
    const stream = new PageStream(audio, music, { put }, createPages(Math.round(music.frames), sampleRate, 1));
    try {
      for (let page = Math.floor(from / PAGE_FRAMES); page * PAGE_FRAMES < end; page++) await stream.decode(page);
    } finally {
      await stream.close();
    }
    const format: WavFormat = { sampleRate, channels: 2, bitDepth: 24 };
    const pcm = new Uint8Array(frames * 6 + wavPadding(format, frames));
    quantise24([left, right], pcm.subarray(0, frames * 6));
    return new Blob([wavHeader(format, frames), pcm], { type: 'audio/wav' });
  } catch (error) {
    throw readFailure(error, audio.codec);
  }
}
