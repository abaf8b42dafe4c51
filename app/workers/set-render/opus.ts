import {
  AudioSample,
  AudioSampleSource,
  canEncodeAudio,
  OggOutputFormat,
  Output,
  StreamTarget,
  type MetadataTags,
  type StreamTargetChunk,
} from 'mediabunny';
import { AppError } from '#contracts/errors/app-error.ts';
import type { RenderedChunk } from './render-set.ts';

/** Bits a second: beyond this nobody has heard a difference to the source in stereo. */
const BITRATE = 192_000;

/**
 * A render as Opus in Ogg, encoded as it is read.
 *
 * @throws AppError `set.cannot_encode` where this browser has no encoder
 */
export async function opusStream(
  chunks: AsyncGenerator<RenderedChunk>,
  sampleRate: number,
  tags: MetadataTags,
): Promise<ReadableStream<Uint8Array>> {
  const can = await canEncodeAudio('opus', { numberOfChannels: 2, sampleRate, bitrate: BITRATE });
  if (!can) throw new AppError('set.cannot_encode', { format: 'Opus' });
  const pipe = new Pipe();
  const output = new Output({ format: new OggOutputFormat(), target: new StreamTarget(pipe.writable) });
  const source = new AudioSampleSource({ codec: 'opus', bitrate: BITRATE });
  output.addAudioTrack(source);
  output.setMetadataTags(tags);
  void encode(chunks, sampleRate, output, source).catch(async (error: unknown) => {
    pipe.fail(error);
    await output.cancel().catch(() => undefined);
  });
  return pipe.readable;
}

async function encode(
  chunks: AsyncGenerator<RenderedChunk>,
  sampleRate: number,
  output: Output,
  source: AudioSampleSource,
): Promise<void> {
  await output.start();
  let at = 0;
  for await (const { left, right } of chunks) {
    const data = new Float32Array(left.length * 2);
    data.set(left);
    data.set(right, left.length);
    const init = { data, format: 'f32-planar', numberOfChannels: 2, sampleRate, timestamp: at / sampleRate } as const;
    using sample = new AudioSample(init);
    await source.add(sample);
    at += left.length;
  }
  await output.finalize();
}

/** Hands on what is written, in order; who writes waits for who reads. */
class Pipe {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<StreamTargetChunk>;
  private controller!: ReadableStreamDefaultController<Uint8Array>;
  private resume: () => void = () => {};
  private written = 0;

  constructor() {
    this.readable = new ReadableStream<Uint8Array>({
      start: (controller) => void (this.controller = controller),
      pull: () => this.resume(),
      cancel: (reason) => this.fail(reason),
    });
    this.writable = new WritableStream<StreamTargetChunk>({
      write: (chunk) => this.write(chunk),
      close: () => this.controller.close(),
    });
  }

  fail(error: unknown): void {
    this.controller.error(error);
    this.resume();
  }

  private async write({ data, position }: StreamTargetChunk): Promise<void> {
    if (position !== this.written) throw new Error('Ogg is written from its start to its end');
    this.written += data.length;
    this.controller.enqueue(data.slice());
    if ((this.controller.desiredSize ?? 0) <= 0) await new Promise<void>((resolve) => (this.resume = resolve));
  }
}
