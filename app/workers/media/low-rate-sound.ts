import { LowRate } from '#core/anchor/low-rate.ts';
import { decodeBlocks, findMusic } from './decode.ts';
import { openAudio } from './open.ts';

/**
 * Decodes a whole file to the low rate at which music is compared: 0.5 MB a minute.
 *
 * @throws AppError `import.*`
 * @thread worker
 */
export async function lowRateSound(blob: Blob): Promise<Int16Array> {
  using audio = await openAudio(blob);
  const low = new LowRate(audio.sampleRate);
  for await (const { planes, frames } of decodeBlocks(audio, await findMusic(audio, blob))) low.push(planes, frames);
  return low.finish();
}
