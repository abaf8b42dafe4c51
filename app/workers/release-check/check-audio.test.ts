import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { samePrint } from '#core/release/audio/print-text.ts';
import { buildWav, type WavRecipe } from '#core/wav/builder.test.support.ts';
import { readWav } from '#core/wav/read.ts';
import { quantise24 } from '#core/wav/pcm24.ts';
import { nodeKernels } from '#tests/support/kernels.ts';
import { noise } from '#tests/support/noise.ts';
import { checkAudio } from './check-audio.ts';

const RATE = 44_100;
const check = (recipe: WavRecipe | Uint8Array) => {
  const bytes = recipe instanceof Uint8Array ? recipe : buildWav(recipe);
  return checkAudio(new Blob([bytes as BlobPart]), nodeKernels(), () => undefined);
};

/** Different chords one after the other, left and right not the same. */
function song(seconds: number, gain = 1, seed = 5): Float32Array<ArrayBuffer>[] {
  const hiss = [noise(seconds * RATE, 3), noise(seconds * RATE, 9)];
  const melody = noise(seconds * 4, seed);
  const notes = Array.from(
    { length: seconds * 4 },
    (_, i) => 220 * 2 ** (Math.round(12 + 12 * (melody[i] as number)) / 12),
  );
  return hiss.map((one, side) =>
    one.map((value, i) => {
      const hz = notes[Math.floor((4 * i) / RATE)] as number;
      const tone =
        Math.sin((2 * Math.PI * hz * i) / RATE) + 0.5 * Math.sin((2 * Math.PI * (hz * 1.5 + side) * i) / RATE);
      return Math.fround(gain * (0.3 * tone + 0.05 * value));
    }),
  );
}

const as24 = (planes: readonly Float32Array[]) => {
  const bytes = new Uint8Array((planes[0] as Float32Array).length * planes.length * 3);
  quantise24(planes, bytes);
  return bytes;
};
const as16 = (planes: readonly Float32Array[]) => {
  const frames = (planes[0] as Float32Array).length;
  const out = new Int16Array(frames * planes.length);
  planes.forEach((plane, c) => plane.forEach((x, i) => (out[i * planes.length + c] = Math.round(x * 32_767))));
  return new Uint8Array(out.buffer);
};
const asFloat = (planes: readonly Float32Array[]) => {
  const frames = (planes[0] as Float32Array).length;
  const out = new Float32Array(frames * planes.length);
  planes.forEach((plane, c) => plane.forEach((x, i) => (out[i * planes.length + c] = x)));
  return new Uint8Array(out.buffer);
};

test('facts of a good file, in one pass', async () => {
  const bytes = buildWav({ bits: 24, data: as24(song(4)) });
  const facts = await check(bytes);
  expect(facts).toMatchObject({
    container: 'wav', codec: 'PCM', sampleRate: RATE, channels: 2, bitDepth: 24, effectiveBits: 24, isFloat: false,
    durationSec: 4, corruptAtSec: null, clippingCount: 0, dropOuts: [], deadChannels: [], isMonoAsStereo: false,
    isPolarityInverted: false, isUpsampled: false, headSilenceSec: 0, tailSilenceSec: 0,
    md5: createHash('md5').update(bytes).digest('hex'),
  }); // prettier-ignore
  expect(facts.loudness).toBeGreaterThan(-16);
  expect(facts.loudness).toBeLessThan(-8);
  expect(facts.truePeak).toBeLessThan(0);
  expect(facts.lossyProbability).toBeLessThan(0.5);
});

test('the same samples in another wrapper have the same audio hash; other ones do not', async () => {
  const sixteen = as16(song(1));
  const padded = new Uint8Array((sixteen.length / 2) * 3);
  for (let i = 0; i < sixteen.length / 2; i++) padded.set(sixteen.subarray(2 * i, 2 * i + 2), 3 * i + 1);
  const wide = new Uint8Array(sixteen.length * 2);
  for (let i = 0; i < sixteen.length / 2; i++) wide.set(sixteen.subarray(2 * i, 2 * i + 2), 4 * i + 2);
  const float = new Float32Array(sixteen.length / 2);
  new Int16Array(sixteen.buffer).forEach((code, i) => (float[i] = code / 32_768));
  const facts = [
    await check({ data: sixteen }),
    await check({ data: sixteen, before: [['bext', new Uint8Array(602)]], after: [['LIST', new Uint8Array(31)]] }),
    await check({ bits: 24, data: padded }),
    await check({ bits: 32, data: wide }),
    await check({ tag: 3, bits: 32, data: new Uint8Array(float.buffer) }),
  ];
  expect(new Set(facts.map(({ audioHash }) => audioHash)).size).toBe(1);
  expect(facts.map(({ effectiveBits }) => effectiveBits)).toEqual([16, 16, 16, 16, 16]);
  expect(new Set(facts.map(({ md5 }) => md5)).size).toBe(5);
  expect((await check({ data: as16(song(1, 0.9)) })).audioHash).not.toBe(facts[0]?.audioHash);
});

test('the same master at another gain and format has the same fingerprint, another song has not', async () => {
  const master = await check({ bits: 24, data: as24(song(12)) });
  const quiet = await check({ data: as16(song(12, 0.5)) });
  const other = await check({ bits: 24, data: as24(song(12, 1, 77)) });
  expect(samePrint(master.fingerprint, quiet.fingerprint)).toMatchObject({ laterSec: 0 });
  expect(samePrint(master.fingerprint, other.fingerprint)).toBeNull();
  expect(master.audioHash).not.toBe(quiet.audioHash);
});

test('faults: silence around, mono, a dead side, inverted, DC, clipped, a hole, float', async () => {
  const [left = new Float32Array(), right = new Float32Array()] = song(2);
  const padded = (plane: Float32Array) => {
    const long = new Float32Array(plane.length + 1.5 * RATE);
    long.set(plane, RATE);
    return long;
  };
  const silence = await check({ bits: 24, data: as24([padded(left), padded(right)]) });
  expect(silence.headSilenceSec).toBeCloseTo(1, 2);
  expect(silence.tailSilenceSec).toBeCloseTo(0.5, 2);
  expect(await check({ bits: 24, data: as24([left, left]) })).toMatchObject({ isMonoAsStereo: true });
  expect(await check({ bits: 24, data: as24([left, new Float32Array(left.length)]) })).toMatchObject({
    deadChannels: [1],
  });
  expect(await check({ bits: 24, data: as24([left, left.map((x) => -x)]) })).toMatchObject({
    isPolarityInverted: true,
  });
  const shifted = await check({ bits: 24, data: as24([left.map((x) => x + 0.02), right]) });
  expect(shifted.dcOffset[0]).toBeCloseTo(0.02, 3);
  const loud = (plane: Float32Array) => plane.map((x) => Math.max(-1, Math.min(32_767 / 32_768, 4 * x)));
  const clipped = await check({ bits: 24, data: as24([loud(left), loud(right)]) });
  expect(clipped.clippingCount).toBeGreaterThan(100);
  expect(clipped.clipping).toHaveLength(100);
  const holed = [left.slice().fill(0, RATE, RATE + 441), right.slice().fill(0, RATE, RATE + 441)];
  const [hole] = (await check({ bits: 24, data: as24(holed) })).dropOuts;
  expect(hole).toMatchObject({ channel: null, startSec: expect.closeTo(1, 2), endSec: expect.closeTo(1.01, 2) });
  expect(await check({ tag: 3, bits: 32, data: asFloat([left, right]) })).toMatchObject({
    isFloat: true,
    effectiveBits: 32,
  });
});

test('three hours are read in bounded memory, and times at their end are right', async () => {
  const rate = 4000;
  // One second of noise over and over: the same memory for all of it.
  const second = Uint8Array.from(noise(rate, 7), (value) => 128 + Math.round(90 * value));
  const seconds = 3 * 3600;
  const head = buildWav({ bits: 8, channels: 1, rate, data: new Uint8Array(), statedData: seconds * rate });
  const bytes: BlobPart[] = Array.from({ length: seconds }, () => second);
  const hole = second.slice().fill(128, 2000, 2040);
  bytes[seconds - 60] = hole;
  bytes[seconds - 2] = bytes[seconds - 1] = new Uint8Array(rate).fill(128);
  const before = process.memoryUsage().rss;
  const facts = await checkAudio(new Blob([head, ...bytes]), nodeKernels(), () => undefined);
  expect(facts).toMatchObject({ durationSec: seconds, channels: 1, bitDepth: 8, corruptAtSec: null });
  expect(facts.tailSilenceSec).toBeCloseTo(2, 3);
  expect(facts.dropOuts).toEqual([
    { channel: 0, startSec: expect.closeTo(seconds - 59.5, 3), endSec: expect.closeTo(seconds - 59.49, 3) },
  ]);
  expect(process.memoryUsage().rss - before).toBeLessThan(300e6);
});

test('a head of three hours at 24 bits, three gigabytes of nothing behind it, is read at once', async () => {
  const bytes = 3 * 3600 * 48_000 * 6;
  const head = buildWav({ bits: 24, rate: 48_000, data: new Uint8Array(), statedData: bytes });
  const source = {
    size: head.length + bytes,
    // A sparse file: nothing but its head was ever written.
    read: async (offset: number, length: number) => {
      const out = new Uint8Array(Math.max(0, Math.min(length, head.length + bytes - offset)));
      out.set(head.subarray(offset, offset + length));
      return out;
    },
  };
  const { wav } = await readWav(source);
  expect(wav?.frames).toBe(3 * 3600 * 48_000);
  expect(wav?.structure).toMatchObject({ dataBytes: bytes, statedDataBytes: bytes, isTruncated: false });
});

test('what was 22.05 kHz before is told from what was not', async () => {
  const wide = song(4);
  // Every other sample is the band-limited mean of those around it: the upper half of the spectrum is empty.
  const taps = Array.from({ length: 127 }, (_, i) => {
    const x = i - 63;
    const sinc = x === 0 ? 0.5 : Math.sin((Math.PI * x) / 2) / (Math.PI * x);
    return sinc * (0.42 + 0.5 * Math.cos((Math.PI * x) / 64) + 0.08 * Math.cos((2 * Math.PI * x) / 64));
  });
  const upsampled = wide.map((plane) =>
    plane.map((_, i) =>
      taps.reduce((sum, tap, k) => {
        const at = i + k - 63;
        return sum + (at % 2 === 0 ? 2 * tap * (plane[at] ?? 0) : 0);
      }, 0),
    ),
  );
  expect(await check({ bits: 24, data: as24(wide) })).toMatchObject({ isUpsampled: false });
  const facts = await check({ bits: 24, data: as24(upsampled) });
  expect(facts.isUpsampled).toBe(true);
  expect(facts.bandwidthHz).toBeGreaterThan(9_900);
  expect(facts.bandwidthHz).toBeLessThan(12_300);
});

test('nothing to read is a fact', async () => {
  expect(await check(new Uint8Array())).toMatchObject({
    container: 'unknown',
    sizeBytes: 0,
    corruptAtSec: 0,
    codec: '',
  });
  expect(await check({ cutAt: 30 })).toMatchObject({ container: 'wav', corruptAtSec: 0, durationSec: 0 });
  expect(await check({ data: new Uint8Array() })).toMatchObject({ durationSec: 0, channels: 2, loudness: null });
  expect(await check({ cutAt: 244 })).toMatchObject({ corruptAtSec: 50 / RATE, wav: { isTruncated: true } });
  expect(await check({ tag: 0x55, bits: 0, blockAlign: 1 })).toMatchObject({ codec: 'MP3', sampleRate: RATE });
  expect(await check(new TextEncoder().encode('PK\x03\x04 and more'))).toMatchObject({ container: 'zip' });
});
