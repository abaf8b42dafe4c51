import { expect, test } from 'vitest';
import type { ImageFacts } from '#contracts/release/facts.ts';
import { putBlob } from '#storage/blobs/blobs.ts';
import { checkFile } from './client.ts';

/** A repeatable number between 0 and 1. */
function dice(seed: number): () => number {
  let state = seed + 1;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

type Context = OffscreenCanvasRenderingContext2D;

function canvas(side: number): [OffscreenCanvas, Context] {
  const one = new OffscreenCanvas(side, side);
  return [one, one.getContext('2d') as Context];
}

/** A cover: a ground, shapes, letters and, in two of three, the grain of a photograph. */
function cover(side: number, seed: number): OffscreenCanvas {
  const roll = dice(seed * 7919);
  const [one, context] = canvas(side);
  const colour = () => `hsl(${360 * roll()} ${30 + 60 * roll()}% ${15 + 70 * roll()}%)`;
  const ground = context.createLinearGradient(0, 0, side, side);
  ground.addColorStop(0, colour());
  ground.addColorStop(1, colour());
  context.fillStyle = ground;
  context.fillRect(0, 0, side, side);
  for (let i = 0; i < 60; i++) {
    context.fillStyle = colour();
    context.beginPath();
    context.ellipse(side * roll(), side * roll(), side * 0.12 * roll(), side * 0.12 * roll(), 3 * roll(), 0, 7);
    context.fill();
  }
  for (let i = 0; i < 30; i++) {
    context.fillStyle = colour();
    context.font = `${Math.round(side * (0.02 + 0.06 * roll()))}px serif`;
    context.fillText('The Quiet Signal', side * 0.8 * roll(), side * roll());
  }
  if (seed % 3 !== 0) {
    const pixels = context.getImageData(0, 0, side, side);
    for (let i = 0; i < pixels.data.length; i++)
      if (i % 4 !== 3) pixels.data[i] = (pixels.data[i] as number) + 24 * (roll() - 0.5);
    context.putImageData(pixels, 0, 0);
  }
  return one;
}

function drawn(source: OffscreenCanvas, side: number, set: (context: Context) => void): OffscreenCanvas {
  const [one, context] = canvas(side);
  set(context);
  context.drawImage(source, 0, 0, side, side);
  return one;
}

async function facts(one: OffscreenCanvas, quality = 0.92): Promise<ImageFacts> {
  const { hash } = await putBlob(await one.convertToBlob({ type: 'image/jpeg', quality }));
  return (await checkFile(hash, 'image', () => undefined)) as ImageFacts;
}

const SIDE = 1024;
/** From here on a picture counts as blurred. */
const BLURRED = 0.65;

test('blurred and enlarged covers are told from sharp ones with a precision of nine in ten', async () => {
  const seen: [string, number | null, number | null][] = [];
  for (let seed = 0; seed < 6; seed++) {
    const sharp = cover(SIDE, seed);
    const note = async (name: string, one: OffscreenCanvas) => {
      const { blur, upscaledFrom } = await facts(one);
      seen.push([name, blur, upscaledFrom]);
    };
    await note('sharp', sharp);
    await note(
      'blurred',
      drawn(sharp, SIDE, (context) => (context.filter = `blur(${4 + (seed % 3) * 3}px)`)),
    );
    const factor = [1.5, 2.5, 3][seed % 3] as number;
    const small = cover(Math.round(SIDE / factor), seed);
    const quality = (['low', 'high'] as const)[seed % 2] as 'low';
    await note(
      `enlarged ${factor} ${quality}`,
      drawn(small, SIDE, (context) => (context.imageSmoothingQuality = quality)),
    );
  }
  const flagged = seen.filter(([, blur]) => (blur ?? 0) > BLURRED);
  expect(flagged.filter(([name]) => name === 'blurred').length / flagged.length).toBeGreaterThan(0.9);
  const enlarged = seen.filter(([, , from]) => from !== null);
  expect(enlarged.filter(([name]) => name.startsWith('enlarged')).length / enlarged.length).toBeGreaterThanOrEqual(0.9);
  expect(enlarged.length).toBeGreaterThanOrEqual(5);
  for (const [name, , from] of enlarged) expect(from).toBeCloseTo(SIDE / Number(name.split(' ')[1]), -1);
});

test('a frame is a border, a motif before a plain ground is none', async () => {
  const picture = cover(SIDE, 1);
  const framed = drawn(picture, SIDE, () => undefined);
  const context = framed.getContext('2d') as Context;
  context.lineWidth = 80;
  context.strokeStyle = 'white';
  context.strokeRect(0, 0, SIDE, SIDE);
  const [motif, on] = canvas(SIDE);
  on.fillStyle = 'black';
  on.fillRect(0, 0, SIDE, SIDE);
  on.fillStyle = 'white';
  on.font = '200px serif';
  on.fillText('Motif', 400, 800);
  const found = await Promise.all([picture, framed, motif].map(async (one) => (await facts(one)).hasBorder));
  expect(found).toEqual([false, true, false]);
});
