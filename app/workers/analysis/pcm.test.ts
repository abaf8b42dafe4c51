import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstBeatFrom, timeOfBeat } from '#core/tempo/beat-grid.ts';
import { cadence, MUSIC_RATE, playChords, playDrums } from '#tests/support/chord-music.ts';
import { nodeKernels } from '#tests/support/kernels.ts';
import { noise } from '#tests/support/noise.ts';
import { findings } from './findings.test.support.ts';
import { analysePcm } from './pcm.ts';

/** Analyses planes in uneven blocks. */
function analyse(planes: readonly Float32Array[], rate = MUSIC_RATE, block = 5003) {
  const frames = planes[0]?.length ?? 0;
  function* blocks() {
    for (let at = 0; at < frames; at += block) {
      const count = Math.min(block, frames - at);
      yield { planes: planes.map((plane) => plane.subarray(at, at + count)), frames: count };
    }
  }
  return analysePcm(nodeKernels(), blocks(), rate);
}

/** Drums at 120 BPM under a cadence in D major, 32 seconds. */
const chords = playChords(Array.from({ length: 4 }, () => cadence(2, 'major')).flat(), 2);
const drums = playDrums(32);
const song = chords.map((x, i) => x + 0.5 * (drums[i] ?? 0));
const plain = await analyse([song, song]);

/** Distance in seconds of the first beats of a grid from those of the song, moved by `shift`. */
function beatError(found: typeof plain, shift: number): number {
  const { grid } = found.tempo;
  if (!grid || !plain.tempo.grid) return Infinity;
  const expected = timeOfBeat(plain.tempo.grid, 10) + shift;
  const near = [0, -1].map((step) => timeOfBeat(grid, firstBeatFrom(grid, expected) + step));
  return Math.min(...near.map((time) => Math.abs(time - expected)));
}

test('the song has its tempo, beats, key, sections and level', () => {
  expect(Math.abs((plain.tempo.bpm ?? 0) - 120)).toBeLessThan(0.02);
  expect(plain.key).toMatchObject({ tonic: 2, mode: 'major' });
  expect(plain.sections.at(-1)?.endSec).toBeCloseTo(32, 1);
  expect(plain.energy.level).not.toBeNull();
  expect(plain.durationSec).toBe(32);
  expect(findings(plain).broken).toEqual([]);
});

test('gain, polarity and the cut into blocks change neither tempo, beats nor key', async () => {
  const cases = fc.record({
    gainDb: fc.double({ min: -30, max: 6, noNaN: true }),
    sign: fc.constantFrom(1, -1),
    block: fc.integer({ min: 600, max: 50_000 }),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ gainDb, sign, block }) => {
      const changed = song.map((x) => sign * 10 ** (gainDb / 20) * x);
      const found = await analyse([changed, changed], MUSIC_RATE, block);
      expect(Math.abs((found.tempo.bpm ?? 0) - (plain.tempo.bpm ?? 0))).toBeLessThan(0.01);
      expect(beatError(found, 0)).toBeLessThan(0.005);
      expect(found.key).toMatchObject({ tonic: 2, mode: 'major' });
      expect(found.loudness.integrated).toBeCloseTo((plain.loudness.integrated ?? 0) + gainDb, 1);
    }),
    { numRuns: 4 },
  );
});

test('after a silence the beats come later by just that, the rest stays', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 6 * MUSIC_RATE }), async (frames) => {
      const late = new Float32Array(frames + song.length);
      late.set(song, frames);
      const found = await analyse([late, late]);
      expect(Math.abs((found.tempo.bpm ?? 0) - (plain.tempo.bpm ?? 0))).toBeLessThan(0.01);
      expect(beatError(found, frames / MUSIC_RATE)).toBeLessThan(0.006);
      expect(found.key).toMatchObject({ tonic: 2, mode: 'major' });
    }),
    { numRuns: 4 },
  );
});

const clicks = (seconds: number, rate: number) =>
  Float32Array.from({ length: seconds * rate }, (_, i) => (i % (10 * rate) === rate ? 0.9 : 0));
const broken = (seconds: number, rate: number) =>
  noise(seconds * rate).map((x, i) => (i % 7 === 0 ? ([NaN, Infinity, -Infinity, 3e38][i % 4] ?? 0) : 0.2 * x));

test.each([
  ['silence', [new Float32Array(20 * 8000)], 8000],
  ['noise', [noise(20 * 44_100).map((x) => 0.3 * x)], 44_100],
  ['a click every 10 s', [clicks(60, 8000)], 8000],
  ['one second', [noise(8000)], 8000],
  ['one sample', [Float32Array.of(0.5)], 44_100],
  ['broken numbers at 192 kHz', [broken(4, 192_000), broken(4, 192_000)], 192_000],
  ['eight channels', Array.from({ length: 8 }, (_, i) => noise(5 * 48_000, i + 1)), 48_000],
  ['nothing but broken numbers', [new Float32Array(30_000).fill(Number.NaN)], 8000],
  ['a rate of a telegraph', [noise(3000)], 200],
  ['absurdly loud', [noise(50_000).map((x) => 1e30 * x)], 8000],
] as const)('%s: no tempo, no key, nothing that is no number', async (_, planes, rate) => {
  const found = await analyse(planes, rate);
  expect(found.tempo).toMatchObject({ bpm: null, grid: null });
  expect(found.key).toMatchObject({ tonic: null, mode: null });
  expect(findings(found).broken).toEqual([]);
  expect(found.durationSec).toBeCloseTo((planes[0]?.length ?? 0) / rate, 9);
});

test('8 kHz mono music has its tempo and key, eight channels and 192 kHz too', async () => {
  const stretched = Float32Array.from({ length: 8000 * 32 }, (_, i) => song[Math.round((i / 8000) * MUSIC_RATE)] ?? 0);
  const fast = Float32Array.from({ length: 192_000 * 16 }, (_, i) => song[Math.floor((i / 192_000) * MUSIC_RATE)] ?? 0);
  const cases = [
    [[stretched], 8000],
    [Array.from({ length: 8 }, () => song), MUSIC_RATE],
    [[fast, fast], 192_000],
  ] as const;
  for (const [planes, rate] of cases) {
    const { tempo, key } = await analyse(planes, rate);
    expect(Math.abs((tempo.bpm ?? 0) - 120)).toBeLessThan(0.05);
    expect(key).toMatchObject({ tonic: 2, mode: 'major' });
  }
});

test('the tempo of the beginning comes before the waveform, and is that of the whole', async () => {
  const long = Float32Array.from({ length: 2 * song.length }, (_, i) => song[i % song.length] ?? 0);
  const blocks = Array.from({ length: 64 }, (_, i) => {
    const plane = long.subarray((i * long.length) / 64, ((i + 1) * long.length) / 64);
    return { planes: [plane], frames: plane.length };
  });
  const order: string[] = [];
  const found = await analysePcm(nodeKernels(), blocks, MUSIC_RATE, {
    onTempo: ({ bpm }) => void order.push(`tempo ${Math.round(bpm ?? 0)}`),
    onWaveform: () => void order.push('waveform'),
  });
  expect(order).toEqual(['tempo 120', 'waveform']);
  expect(Math.round(found.tempo.bpm ?? 0)).toBe(120);
});

test('no frames are an error of the table', async () => {
  await expect(analyse([])).rejects.toMatchObject({ code: 'import.empty' });
});
