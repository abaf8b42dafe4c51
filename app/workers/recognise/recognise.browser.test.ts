import { expect, test } from 'vitest';
import { toSound, tune } from '#core/recognise/tune.test.support.ts';
import { putBlob } from '#storage/blobs/blobs.ts';
import { wavHead } from '../import/import.test.support.ts';
import { recognise } from './client.ts';

const RATE = 4000;

async function stored(samples: Float32Array): Promise<string> {
  const data = toSound(samples) as Int16Array<ArrayBuffer>;
  return (await putBlob(new Blob([wavHead(data.length, RATE, 1), data], { type: 'audio/wav' }))).hash;
}

test('files of a library are recognised in a recording; one that is gone is left out, and it can be cancelled', async () => {
  const plain = { tempo: 1, pitch: 1 };
  const known = [
    await stored(tune(3, 0, 60, plain)),
    'f'.repeat(64),
    await stored(tune(4, 0, 60, plain)),
    await stored(tune(5, 0, 60, plain)),
  ];
  const recording = await stored(tune(4, 8, 44, { tempo: 1.06, pitch: 1.06 }));
  const told: number[] = [];
  const heard = await recognise(recording, known, (done) => told.push(done), new AbortController().signal);
  expect(heard.map(({ track }) => track)).toEqual([2]);
  expect(heard[0]!.tempo).toBeCloseTo(1.06, 1);
  await expect.poll(() => told).toEqual([1, 2, 3, 4, 5]);
  const abort = new AbortController();
  const working = recognise(recording, known, () => abort.abort(), abort.signal);
  await expect(working).rejects.toMatchObject({ name: 'AbortError' });
});
