import { describe, expect, test } from 'vitest';
import { PageReader } from '#core/console/source/page-reader.ts';
import { PAGE_FRAMES } from '#core/console/source/page-memory.ts';
import { createStereo } from '#core/console/block.ts';
import { putBlob } from '#storage/blobs/blobs.ts';
import { clickWav, wavHead } from '../import/import.test.support.ts';
import { decodeBlocks, findMusic } from '../media/decode.ts';
import { openAudio } from '../media/open.ts';
import { hearFailure, startDeckAudio } from './client.ts';
import type { ReadFailure } from './protocol.ts';
import { DeckReader } from './reader.ts';

const golden = import.meta.glob<string>('/tests/golden/clicks/*.{flac,mp3,m4a,ogg,opus,aac}', {
  query: '?url',
  import: 'default',
  eager: true,
});

const names = Object.keys(golden)
  .map((path) => path.replace(/^.*\//, ''))
  .filter((name) => name !== 'alac.m4a');

const goldenFile = async (name: string): Promise<Blob> =>
  (await fetch(golden[`/tests/golden/clicks/${name}`] as string)).blob();

/** The left channel as the analysis hears it. */
async function whole(blob: Blob): Promise<Float32Array> {
  using audio = await openAudio(blob);
  const parts: Float32Array[] = [];
  for await (const block of decodeBlocks(audio, await findMusic(audio, blob))) {
    parts.push((block.planes[0] as Float32Array).slice(0, block.frames));
  }
  return new Float32Array(await new Blob(parts as BlobPart[]).arrayBuffer());
}

/** Largest difference of what stands in the pages from `from` on. */
function difference(reader: DeckReader, samples: Float32Array, from: number, count: number): number {
  const out = createStereo(count);
  expect(new PageReader(reader.memory).read(from, count, out)).toBe(0);
  return out.left.reduce((most, x, i) => Math.max(most, Math.abs(x - (samples[from + i] ?? 0))), 0);
}

describe('pages', () => {
  test.each(names)('%s: hold what the analysis hears, read on or from the middle', async (name) => {
    const blob = await goldenFile(name);
    const samples = await whole(blob);
    const onward = await DeckReader.open(blob, () => undefined);
    expect(Math.abs(onward.memory.frames - samples.length)).toBeLessThanOrEqual(1);
    const frames = Math.min(onward.memory.frames, samples.length);
    for (let frame = 0; frame < frames; frame += PAGE_FRAMES) await onward.ensure(frame);
    expect(difference(onward, samples, 0, frames)).toBeLessThan(1e-4);
    await onward.close();

    const jumping = await DeckReader.open(blob, () => undefined);
    const middle = Math.floor(samples.length / PAGE_FRAMES - 1) * PAGE_FRAMES;
    await jumping.ensure(middle);
    expect(difference(jumping, samples, middle, PAGE_FRAMES)).toBeLessThan(1e-4);
    await jumping.close();
  });

  test.each([16, 24, 32, 'float'] as const)('WAV %s: are the very samples', async (depth) => {
    const blob = clickWav(depth);
    const samples = await whole(blob);
    const reader = await DeckReader.open(blob, () => undefined);
    for (let frame = 0; frame < samples.length; frame += PAGE_FRAMES) await reader.ensure(frame);
    expect(difference(reader, samples, 0, samples.length)).toBe(0);
    await reader.close();
  });
});

/** A WAV of `minutes` whose sample `i` is `i % 20000`, made without holding it in memory twice. */
function countingWav(minutes: number): Blob {
  const frames = minutes * 60 * 44_100;
  const turn = Int16Array.from({ length: 20_000 }, (_, i) => i);
  const turns = Math.floor(frames / turn.length);
  const rest = turn.subarray(0, frames - turns * turn.length);
  const head = wavHead(frames, 44_100, 1);
  return new Blob([head, ...Array.from({ length: turns }, () => turn), rest], { type: 'audio/wav' });
}

test.each([
  ['silence', 44_100, 2, 5, () => 0],
  ['three seconds', 44_100, 2, 3, (i: number) => ((i * 37) % 20_000) - 10_000],
  ['8 kHz mono', 8000, 1, 20, (i: number) => ((i * 37) % 20_000) - 10_000],
  ['192 kHz', 192_000, 2, 3, (i: number) => ((i * 37) % 20_000) - 10_000],
  ['less than a page', 44_100, 1, 0.05, (i: number) => ((i * 37) % 20_000) - 10_000],
] as const)('%s goes onto a deck as it is, up to its last sample', async (_, rate, channels, seconds, sample) => {
  const frames = Math.round(seconds * rate);
  const data = Int16Array.from({ length: frames * channels }, (__, i) => sample(Math.floor(i / channels)));
  const blob = new Blob([wavHead(frames, rate, channels), data], { type: 'audio/wav' });
  const reader = await DeckReader.open(blob, (failure) => expect(failure).toBeNull());
  expect([reader.memory.frames, reader.memory.sampleRate]).toEqual([frames, rate]);
  const samples = Float32Array.from({ length: frames }, (__, i) => sample(i) / 32_768);
  for (let frame = 0; frame < frames; frame += PAGE_FRAMES) await reader.ensure(frame);
  expect(difference(reader, samples, 0, frames)).toBe(0);
  await reader.close();
});

test('a long track takes its share of memory and no more, and any place is there when it is asked for', async () => {
  const reader = await DeckReader.open(countingWav(30), () => undefined);
  expect(reader.memory.frames).toBe(30 * 60 * 44_100);
  expect(reader.memory.shared.byteLength).toBeLessThan(18e6);
  const pages = new PageReader(reader.memory);
  const out = createStereo(64);
  for (const second of [0, 1700, 3, 900.25, 1799.9]) {
    const frame = Math.round(second * 44_100);
    await reader.ensure(frame);
    pages.follow(frame, 1);
    expect(pages.read(frame, 64, out)).toBe(0);
    expect(out.left[5]! * 32_768).toBeCloseTo((frame + 5) % 20_000, 3);
  }
  await reader.keep([600 * 44_100]);
  await expect.poll(() => pages.has(600 * 44_100)).toBe(true);
  await reader.close();
});

describe('the worker', () => {
  test('opens a stored track; one that cannot be read leaves the one before', async () => {
    const { api, terminate } = startDeckAudio();
    const { hash } = await putBlob(countingWav(1));
    const { hash: broken } = await putBlob(new Blob(['this is no audio at all']));
    const memory = await api.open(
      hash,
      hearFailure(() => undefined),
    );
    await expect(
      api.open(
        broken,
        hearFailure(() => undefined),
      ),
    ).rejects.toMatchObject({ code: 'import.not_audio' });
    await expect(
      api.open(
        'f'.repeat(64),
        hearFailure(() => undefined),
      ),
    ).rejects.toBeDefined();
    await api.ensure(50 * 44_100);
    expect(new PageReader(memory).has(50 * 44_100)).toBe(true);
    terminate();
  });

  test('says from where on a file cannot be read that gives way in the middle', async () => {
    const blob = countingWav(1);
    const slice = blob.slice.bind(blob);
    blob.slice = (from = 0, to) => {
      if (from > 2_000_000) throw new DOMException('gone', 'NotReadableError');
      return slice(from, to);
    };
    const failures: ReadFailure[] = [];
    const reader = await DeckReader.open(blob, (failure) => failures.push(failure));
    await reader.ensure(reader.memory.frames - 1);
    await expect.poll(() => failures.length, { timeout: 5000 }).toBe(1);
    expect(failures[0]?.error.code).toBe('import.corrupt');
    expect(failures[0]?.fromSec).toBeGreaterThan(0.3);
    await reader.ensure(44_100);
    expect(new PageReader(reader.memory).has(44_100)).toBe(true);
    await reader.close();
  });
});
