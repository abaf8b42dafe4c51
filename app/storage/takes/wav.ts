import type { Take } from '#contracts/records/take.ts';
import { TakeScanner, type TakePiece } from '#core/spool/take-scan.ts';
import { frameBytes, wavHeader, wavPadding } from '#core/wav/header.ts';
import { readTake, spoolOfTake, type SegmentAudio } from './read.ts';

const SILENCE = new Uint8Array(65_536);

function* payloads(pieces: readonly TakePiece[], bytesPerFrame: number): Generator<Uint8Array> {
  for (const piece of pieces) {
    if (piece.kind === 'audio') yield piece.block.payload;
    else yield* silence(piece.frames * bytesPerFrame);
  }
}

function* silence(bytes: number): Generator<Uint8Array> {
  for (let left = bytes; left > 0; left -= SILENCE.length) yield SILENCE.subarray(0, Math.min(left, SILENCE.length));
}

/** Joins the small payloads of a segment into one chunk, so that hashing and writing need few calls. */
function joined({ pieces }: SegmentAudio, bytesPerFrame: number): Uint8Array {
  const parts = [...payloads(pieces, bytesPerFrame)];
  const chunk = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    chunk.set(part, at);
    at += part.length;
  }
  return chunk;
}

/**
 * A checked take as a WAV file of 24 bits, streamed from its spool; holes are silence. One segment is in memory.
 *
 * @param take a row whose `frames` came from a scan of this spool
 */
export function takeAsWavStream(take: Take): ReadableStream<Uint8Array> {
  const bytesPerFrame = frameBytes(take);
  const segments = readTake(spoolOfTake(take), take.id, new TakeScanner());
  const padding = wavPadding(take, take.frames);
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(wavHeader(take, take.frames)),
      async pull(controller) {
        const { value } = await segments.next();
        if (value) return controller.enqueue(joined(value, bytesPerFrame));
        if (padding > 0) controller.enqueue(new Uint8Array(padding));
        controller.close();
      },
      cancel: async () => void (await segments.return()),
    },
    { highWaterMark: 0 },
  );
}

/**
 * A checked take as a WAV `Blob` made of slices of the spool: nothing is copied, so a full disk or a take of hours
 * does not matter. Valid while the spool is there.
 */
export async function takeAsWavBlob(take: Take): Promise<Blob> {
  const bytesPerFrame = frameBytes(take);
  const parts: BlobPart[] = [wavHeader(take, take.frames)];
  for await (const { blob, pieces } of readTake(spoolOfTake(take), take.id, new TakeScanner())) {
    const slices = pieces.flatMap((piece): BlobPart[] => {
      if (piece.kind === 'hole') return [...silence(piece.frames * bytesPerFrame)] as BlobPart[];
      const { offset, payload } = piece.block;
      return [blob.slice(offset, offset + payload.length)];
    });
    parts.push(new Blob(slices));
  }
  parts.push(new Uint8Array(wavPadding(take, take.frames)));
  return new Blob(parts, { type: 'audio/wav' });
}
