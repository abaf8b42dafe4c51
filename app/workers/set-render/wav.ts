import { wavHeader, wavPadding, type WavFormat } from '#core/wav/header.ts';
import { quantise24 } from '#core/wav/pcm24.ts';
import type { RenderedChunk } from './render-set.ts';

/** A render as a WAV file of 24 bits, made as it is read. */
export function wavStream(
  chunks: AsyncGenerator<RenderedChunk>,
  { sampleRate, frames }: { readonly sampleRate: number; readonly frames: number },
): ReadableStream<Uint8Array> {
  const format: WavFormat = { sampleRate, channels: 2, bitDepth: 24 };
  const padding = wavPadding(format, frames);
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(wavHeader(format, frames)),
      async pull(controller) {
        const { value } = await chunks.next();
        if (!value) {
          if (padding > 0) controller.enqueue(new Uint8Array(padding));
          return controller.close();
        }
        const bytes = new Uint8Array(value.left.length * 6);
        quantise24([value.left, value.right], bytes);
        controller.enqueue(bytes);
      },
      cancel: async () => void (await chunks.return(undefined)),
    },
    { highWaterMark: 0 },
  );
}
