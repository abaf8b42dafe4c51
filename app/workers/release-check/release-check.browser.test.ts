import { CanvasSource, BufferTarget, Mp4OutputFormat, Output } from 'mediabunny';
import { expect, test } from 'vitest';
import type { AudioFacts, FileFacts, ImageFacts } from '#contracts/release/facts.ts';
import { buildGif, buildPng } from '#core/release/image/builder.test.support.ts';
import { headerOnly } from '#core/release/repair/plan.ts';
import { buildWav } from '#core/wav/builder.test.support.ts';
import { hasBlob, putBlob } from '#storage/blobs/blobs.ts';
import { checkFile, repairFile } from './client.ts';
import type { FileRole } from './protocol.ts';

const golden = import.meta.glob<string>('/tests/golden/clicks/*.{flac,mp3,m4a,ogg,opus}', {
  query: '?url',
  import: 'default',
  eager: true,
});
const RATE = 44_100;
const alac = '/tests/golden/clicks/alac.m4a';
const silent = (): void => undefined;
const blobOf = (...parts: readonly (Uint8Array | string)[]) => new Blob(parts as BlobPart[]);

async function check<T extends FileFacts>(blob: Blob, role: FileRole): Promise<T> {
  const { hash } = await putBlob(blob);
  return (await checkFile(hash, role, silent)) as T;
}

/** Two seconds of two tones and a second of silence around them, as integers of 16 bits. */
function tones(): Uint8Array<ArrayBuffer> {
  const codes = new Int16Array(2 * 3 * RATE);
  for (let i = RATE / 2; i < 2.5 * RATE; i++) {
    codes[2 * i] = 9000 * Math.sin((2 * Math.PI * 441 * i) / RATE) + 8000 * Math.sin((2 * Math.PI * 9000 * i) / RATE);
    codes[2 * i + 1] = 9000 * Math.sin((2 * Math.PI * 661 * i) / RATE);
  }
  return new Uint8Array(codes.buffer);
}

test.each(Object.entries(golden).filter(([path]) => path !== alac))('%s through the real worker', async (path, url) => {
  const facts = await check<AudioFacts>(await (await fetch(url)).blob(), 'audio');
  const isFlac = path.endsWith('.flac');
  expect(facts).toMatchObject({ kind: 'audio', corruptAtSec: null, channels: expect.any(Number) });
  expect(facts.codec).toMatch(/^(FLAC|MP3|AAC|Vorbis|Opus)$/);
  expect(facts.durationSec).toBeCloseTo(2, 1);
  expect(facts.md5).toMatch(/^[0-9a-f]{32}$/);
  expect([facts.bitDepth, facts.lossyProbability === 1]).toEqual(isFlac ? [16, false] : [0, true]);
});

async function film(): Promise<Blob> {
  const canvas = new OffscreenCanvas(64, 64);
  canvas.getContext('2d')?.fillRect(0, 0, 9, 9);
  const output = new Output({ format: new Mp4OutputFormat(), target: new BufferTarget() });
  const source = new CanvasSource(canvas, { codec: 'vp9', bitrate: 100_000 });
  output.addVideoTrack(source);
  await output.start();
  for (let i = 0; i < 5; i++) await source.add(i / 5, 0.2);
  await output.finalize();
  return new Blob([output.target.buffer ?? new ArrayBuffer()]);
}

test('bad input is a fact: empty, no audio in it, damaged, a film, a ZIP', async () => {
  expect(await check(new Blob(), 'audio')).toMatchObject({ kind: 'audio', sizeBytes: 0, codec: '' });
  const broken = buildWav({ data: tones() });
  broken.fill(255, 12, 36);
  expect(await check(blobOf(broken), 'audio')).toMatchObject({ container: 'wav', corruptAtSec: 0 });
  const flac = new Uint8Array(await (await fetch(golden['/tests/golden/clicks/flac.flac'] ?? '')).arrayBuffer());
  const facts = await check<AudioFacts>(blobOf(flac.slice(0, flac.length / 2)), 'audio');
  expect(facts.corruptAtSec).not.toBeNull();
  // All can be decoded, but it is not what was encoded by the MD5 that the file states.
  const other = flac.slice();
  other[30] = (other[30] ?? 0) ^ 1;
  expect(await check(blobOf(other), 'audio')).toMatchObject({ container: 'flac', corruptAtSec: 0, codec: 'FLAC' });
  // Without one there is nothing to compare.
  expect(await check(blobOf(flac.slice().fill(0, 26, 42)), 'audio')).toMatchObject({ corruptAtSec: null });
  const foreign = await (await fetch(golden[alac] ?? '')).blob();
  expect(await check(foreign, 'audio')).toMatchObject({ container: 'mp4', codec: 'ALAC', corruptAtSec: null });
  expect(await check(await film(), 'audio')).toMatchObject({ container: 'video', codec: '' });
  expect(await check(blobOf('PK\x03\x04'), 'other')).toMatchObject({ kind: 'other', container: 'zip' });
  expect(await check(blobOf('PK\x03\x04'), 'audio')).toMatchObject({ container: 'zip', corruptAtSec: 0 });
  expect(await check(blobOf('PK\x03\x04'), 'image')).toMatchObject({ container: 'zip', isCorrupt: true });
});

test('a WAV that only its wrapper spoils becomes a plain one with the very same samples', async () => {
  const file = blobOf(
    buildWav({
      data: tones(),
      extensible: { validBits: 16, mask: 3, subTag: 1 },
      before: [['bext', new Uint8Array(602)]],
      after: [['LIST', new Uint8Array(31)]],
      statedRiff: 1,
    }),
  );
  const original = await putBlob(file);
  const before = (await checkFile(original.hash, 'audio', silent)) as AudioFacts;
  const shares: number[] = [];
  const { blobHash, proof } = await repairFile(original.hash, headerOnly, (share) => shares.push(share));
  const after = (await checkFile(blobHash, 'audio', silent)) as AudioFacts;
  expect(proof).toMatchObject({ kind: 'bit_equal', ditherLsb: 0, frames: 3 * RATE, removedChunks: ['bext', 'LIST'] });
  expect(after.audioHash).toBe(before.audioHash);
  expect([proof.originalHash, proof.repairedHash]).toEqual([before.audioHash, before.audioHash]);
  expect(after.wav).toMatchObject({
    formatTag: 1,
    chunks: ['fmt ', 'data'],
    hasLyingSizes: false,
    hasBadPadding: false,
  });
  expect(await hasBlob(original.hash)).toBe(true);
  expect(shares.at(-1)).toBeGreaterThan(0.9);
});

test('floats become 24 bits with stated dither, silence is trimmed', async () => {
  const floats = Float32Array.from(new Int16Array(tones().buffer), (code) => code / 33_000);
  const { hash } = await putBlob(blobOf(buildWav({ tag: 3, bits: 32, data: new Uint8Array(floats.buffer) })));
  const facts = (await checkFile(hash, 'audio', silent)) as AudioFacts;
  const plan = { trimStartSec: facts.headSilenceSec, trimEndSec: facts.tailSilenceSec };
  const { blobHash, proof } = await repairFile(hash, plan, silent);
  expect(proof).toMatchObject({ kind: 'dithered', bitDepth: 24, ditherLsb: 1, clippedSamples: 0 });
  expect(proof.maxErrorLsb).toBeGreaterThan(0.5);
  expect(proof.maxErrorLsb).toBeLessThanOrEqual(1.5);
  const after = (await checkFile(blobHash, 'audio', silent)) as AudioFacts;
  expect(after).toMatchObject({ isFloat: false, bitDepth: 24, headSilenceSec: 0, audioHash: proof.repairedHash });
  expect(after.durationSec).toBeCloseTo(2, 2);
});

test('what is no WAV cannot be repaired, and a check can be given up', async () => {
  const { hash } = await putBlob(blobOf('PK\x03\x04'));
  await expect(repairFile(hash, headerOnly, silent)).rejects.toMatchObject({ code: 'import.corrupt' });
  const { hash: wav } = await putBlob(blobOf(buildWav({ data: tones() })));
  const control = new AbortController();
  const given = checkFile(wav, 'audio', silent, control.signal);
  control.abort();
  await expect(given).rejects.toMatchObject({ name: 'AbortError' });
  expect(await checkFile(wav, 'audio', silent)).toMatchObject({ container: 'wav' });
});

test('12,000 px are refused by their head alone; a broken or moving picture is said to be one', async () => {
  const huge = await check<ImageFacts>(blobOf(buildPng({ width: 12_000, height: 12_000 })), 'image');
  expect(huge).toMatchObject({ width: 12_000, isCorrupt: false, blur: null });
  const broken = await check<ImageFacts>(blobOf(buildPng({ width: 1400, height: 1400 })), 'image');
  expect(broken).toMatchObject({ width: 1400, isCorrupt: true });
  expect(await check(blobOf(buildGif({ width: 9, height: 9, pictures: 2 })), 'image')).toMatchObject({
    isAnimated: true,
  });
});
