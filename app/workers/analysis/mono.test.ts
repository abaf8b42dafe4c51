import { expect, test } from 'vitest';
import { MonoCollector } from './mono.ts';

const ramp = (count: number, from = 0) => Float32Array.from({ length: count }, (_, i) => from + i);

test('the mean of all channels, whatever the blocks, beyond what was expected too', () => {
  const collector = new MonoCollector(100, 100, 0.1, 60);
  let sent = 0;
  for (const count of [7, 300, 1, 512]) {
    const left = ramp(count, sent);
    collector.push([left, left.map((x) => x + 2)], count);
    sent += count;
  }
  expect(collector.finish()).toEqual(ramp(820, 1));
});

test('what comes after the limit is left out', () => {
  const collector = new MonoCollector(100, 100, 30, 2);
  for (let i = 0; i < 10; i++) collector.push([ramp(90, 90 * i)], 90);
  expect(collector.finish()).toEqual(ramp(200));
});

test('at another rate the length in time stays', () => {
  const collector = new MonoCollector(48_000, 44_100, 1, 60);
  for (let i = 0; i < 48; i++) collector.push([new Float32Array(1000).fill(0.5)], 1000);
  const samples = collector.finish();
  expect(samples.length).toBe(44_100);
  expect(samples[22_050]).toBeCloseTo(0.5, 5);
});
