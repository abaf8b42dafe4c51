import type { Take } from '#contracts/records/take.ts';
import type { Block, BlockHash } from '#core/spool/format.ts';
import { createBlockHash } from '#core/spool/hash.ts';
import { scanSegment } from '#core/spool/scan.ts';
import { dequantise24 } from '#core/wav/pcm24.ts';
import { spoolOfTake } from './read.ts';
import type { SpoolSegment } from '../spool/store.ts';

/** A stretch of a take, ready to play. */
export interface TakeAudio {
  /** Frame of the take at which it begins. */
  readonly firstFrame: number;
  /** Planar, -1 to 1; frames missing inside are silence. */
  readonly channels: Float32Array<ArrayBuffer>[];
}

/**
 * The audio of the segment (about 30 s) that holds a frame of an open take, or of the next one when that frame is
 * missing; null behind the end. Reads two or three segments, however long the take is.
 *
 * @thread dedicated worker
 */
export async function takeAudioAt(take: Take, frame: number): Promise<TakeAudio | null> {
  const segments = await spoolOfTake(take).segments(take.id);
  const hash = await createBlockHash();
  let index = Math.min(segments.length - 1, Math.floor((frame / Math.max(1, take.frames)) * segments.length));
  let found: TakeAudio | null = null;
  // Backwards to the segment that begins at or before the frame, then forwards to the one that ends behind it.
  for (; index >= 0; index--) {
    const audio = await audioOf(segments[index], hash, take.channels);
    if (audio && endOf(audio) > frame) found = audio;
    if (audio && audio.firstFrame <= frame) break;
  }
  for (index = Math.max(0, index) + 1; found === null && index < segments.length; index++) {
    const audio = await audioOf(segments[index], hash, take.channels);
    if (audio && endOf(audio) > frame) found = audio;
  }
  return found;
}

const endOf = ({ firstFrame, channels }: TakeAudio) => firstFrame + (channels[0]?.length ?? 0);

async function audioOf(
  segment: SpoolSegment | undefined,
  hash: BlockHash,
  channelCount: number,
): Promise<TakeAudio | null> {
  if (!segment) return null;
  const bytes = new Uint8Array(await (await segment.open()).arrayBuffer());
  const blocks = scanSegment(bytes, hash).blocks.filter(({ type }) => type === 'audio');
  const [first, last] = [blocks[0], blocks.at(-1)];
  return first && last ? decode(blocks, first, last.firstFrame + last.frames, channelCount) : null;
}

function decode(blocks: readonly Block[], { firstFrame }: Block, end: number, channelCount: number): TakeAudio {
  const channels = Array.from({ length: channelCount }, () => new Float32Array(end - firstFrame));
  for (const block of blocks) {
    for (const [channel, samples] of dequantise24(block.payload, channelCount).entries()) {
      channels[channel]?.set(samples, block.firstFrame - firstFrame);
    }
  }
  return { firstFrame, channels };
}
