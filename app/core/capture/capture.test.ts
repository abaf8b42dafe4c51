import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ColumnMaker, GrowingWaveform } from './columns.ts';
import { LevelMeter, toDb } from './meter.ts';
import { StreamClock, type StreamHole } from './stream-clock.ts';
import { secondsLeft, spoolBytesPerSecond } from './time-left.ts';

const RATE = 48_000;
const BATCH = 1024;

/** Plays a stream into a clock: stamps jitter by `jitter()`, and the stream stands still at the given holes. */
function play(batches: number, holes: ReadonlyMap<number, number>, jitter: () => number, ppm = 0): StreamHole[] {
  const clock = new StreamClock(RATE);
  const found: StreamHole[] = [];
  let stoodMs = 0;
  for (let i = 0; i < batches; i++) {
    const position = i * BATCH;
    const hole = holes.get(i);
    if (hole !== undefined) {
      stoodMs += hole;
      clock.stalled(position - 384);
    }
    const wall = 1e12 + (position / RATE) * 1000 * (1 + ppm / 1e6) + stoodMs + jitter();
    const confirmed = clock.stamp(position, wall);
    if (confirmed) found.push(confirmed);
  }
  return found;
}

test('twenty holes are all found, at their exact place, and nothing else', () => {
  const jitter = fc.infiniteStream(fc.integer({ min: 0, max: 30 }));
  fc.assert(
    fc.property(jitter, fc.array(fc.integer({ min: 200, max: 60_000 }), { minLength: 20, maxLength: 20 }), (js, ms) => {
      const holes = new Map(ms.map((length, i) => [100 + i * 60, length]));
      const found = play(1400, holes, () => js.next().value);
      expect(found.map(({ position }) => position)).toEqual([...holes.keys()].map((i) => i * BATCH - 384));
      for (const [i, { lengthMs }] of found.entries()) expect(Math.abs(lengthMs - (ms[i] ?? 0))).toBeLessThan(35);
    }),
    { numRuns: 30 },
  );
});

test('bursts that catch up and a device clock that drifts are no holes', () => {
  let turn = 0;
  // Every 40th batch begins a delay of 400 ms that is caught up within five batches.
  const bursty = () => Math.max(0, 400 - (turn++ % 40) * 80);
  expect(play(5000, new Map(), bursty)).toEqual([]);
  expect(play(50_000, new Map(), () => 3, 150)).toEqual([]);
  expect(play(50_000, new Map(), () => 3, -150)).toEqual([]);
});

test('a moment maps to the frame recorded then, within 20 ms, whatever the bursts', () => {
  const jitter = fc.infiniteStream(fc.integer({ min: 0, max: 60 }));
  fc.assert(
    fc.property(jitter, (js) => {
      const clock = new StreamClock(RATE);
      for (let i = 0; i < 500; i++) clock.stamp(i * BATCH, 1e12 + (i * BATCH * 1000) / RATE + js.next().value);
      const position = clock.positionAt(1e12 + 10_000) ?? 0;
      expect(Math.abs(position - 10 * RATE)).toBeLessThan(0.02 * RATE);
    }),
    { numRuns: 50 },
  );
});

const sine = (amplitude: number, seconds: number) =>
  Float32Array.from({ length: seconds * RATE }, (_, i) => amplitude * Math.sin((2 * Math.PI * 997 * i) / RATE));

test.each([-0.1, -6, -20, -60])('a sine of %s dBFS reads right within 0.2 dB and never clips', (db) => {
  const meter = new LevelMeter(RATE, 2);
  const samples = sine(10 ** (db / 20), 0.3);
  meter.add([samples, samples.map((x) => x / 2)]);
  const [left, right] = meter.report();
  expect(Math.abs(toDb(left?.peak ?? 0) - db)).toBeLessThan(0.2);
  expect(Math.abs(toDb(left?.rms ?? 0) - (db - 3.01))).toBeLessThan(0.2);
  expect(Math.abs(toDb(right?.peak ?? 0) - (db - 6.02))).toBeLessThan(0.2);
  expect(left?.clipped).toBe(0);
});

test('full scale lights the clip lamp, and only in its channel', () => {
  const meter = new LevelMeter(RATE, 2);
  meter.add([Float32Array.of(0.5, 1, -1, 0.9999), new Float32Array(4)]);
  expect(meter.report().map(({ clipped }) => clipped)).toEqual([2, 0]);
  expect(meter.report().map(({ clipped, peak }) => [clipped, peak])).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

test('the RMS looks back 300 ms and no further', () => {
  const meter = new LevelMeter(RATE, 1);
  for (let i = 0; i < 10; i++) {
    meter.add([sine(1, 0.05)]);
    meter.report();
  }
  let rms = 1;
  for (let i = 0; i < 6; i++) {
    meter.add([new Float32Array(0.05 * RATE)]);
    rms = meter.report()[0]?.rms ?? 1;
  }
  expect(rms).toBe(0);
});

test('columns are the peaks of equal stretches however the stream is cut', () => {
  const samples = Float32Array.from({ length: 9600 }, (_, i) => ((i * 7919) % 1000) / 1000);
  const cuts = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 20, maxLength: 40 });
  fc.assert(
    fc.property(cuts, (lengths) => {
      const maker = new ColumnMaker(RATE);
      const columns: number[] = [];
      let at = 0;
      for (const length of [...lengths, 9600]) {
        maker.add([samples.subarray(at, at + length)]);
        columns.push(...maker.take());
        at += length;
      }
      const expected = Array.from({ length: 10 }, (_, i) => Math.max(...samples.subarray(i * 960, (i + 1) * 960)));
      expect(columns).toEqual(expected);
    }),
  );
});

test('the live waveform of hours stays bounded and keeps every peak', () => {
  const wave = new GrowingWaveform(64);
  for (let i = 0; i < 1000; i++) wave.add(Float32Array.of(i === 700 ? 1 : 0.25));
  expect(wave.columns.length).toBeLessThan(64);
  expect(wave.columns.filter((x) => x === 1).length).toBe(1);
  const at = wave.columns.indexOf(1) * wave.secondsPerColumn;
  expect(at).toBeLessThanOrEqual(700 / 50);
  expect(at + wave.secondsPerColumn).toBeGreaterThan(700 / 50);
});

test('time left follows from the room and the format', () => {
  expect(spoolBytesPerSecond(48_000, 2)).toBeCloseTo(291_375, 0);
  expect(secondsLeft({ quota: 3e9, usage: 1e9 }, 48_000, 2)).toBeCloseTo(2e9 / 291_375, 3);
  expect(secondsLeft({ quota: 1, usage: 2 }, 48_000, 2)).toBe(0);
  expect(secondsLeft({}, 48_000, 2)).toBeNull();
});
