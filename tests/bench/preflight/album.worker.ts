import { putBlob } from '#storage/blobs/blobs.ts';
import { wavHeader } from '#core/wav/header.ts';
import { quantise24 } from '#core/wav/pcm24.ts';
import { pieceOf } from './piece.ts';

const RATE = 44_100;

/** Stores one generated master and answers with its hash. */
async function store(seed: number, megabytes: number): Promise<string> {
  const frames = Math.round((megabytes * 1e6) / 6);
  const format = { sampleRate: RATE, channels: 2, bitDepth: 24 } as const;
  const next = pieceOf(seed, RATE);
  let done = 0;
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(wavHeader(format, frames)),
    pull(controller) {
      const count = Math.min(RATE * 2, frames - done);
      if (count === 0) return controller.close();
      const planes = next(count);
      const bytes = new Uint8Array(count * 6);
      quantise24(planes, bytes);
      done += count;
      controller.enqueue(bytes);
    },
  });
  return (await putBlob(stream)).hash;
}

/** Stores a cover of 3000 px. */
async function storeCover(): Promise<string> {
  const canvas = new OffscreenCanvas(3000, 3000);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const ground = context.createLinearGradient(0, 0, 3000, 3000);
  ground.addColorStop(0, '#123a5a');
  ground.addColorStop(1, '#d98f3e');
  context.fillStyle = ground;
  context.fillRect(0, 0, 3000, 3000);
  context.fillStyle = '#fff';
  for (let i = 0; i < 40; i++) {
    context.font = `${60 + 5 * i}px serif`;
    context.fillText('Morning Songs', (i * 331) % 2600, (i * 577) % 2900);
  }
  return (await putBlob(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 }))).hash;
}

onmessage = async ({ data }: MessageEvent<{ seed: number; megabytes: number } | 'cover'>) => {
  postMessage(await (data === 'cover' ? storeCover() : store(data.seed, data.megabytes)));
};
