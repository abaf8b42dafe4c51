import { expect, test } from 'vitest';
import { nodeKernels } from '#tests/support/kernels.ts';
import { Extractor } from './extractor.ts';

function overview(signal: (frame: number) => number, { rate = 44_100, seconds = 1, block = 1000 } = {}) {
  const builder = new Extractor(nodeKernels(), rate, 2);
  const total = Math.round(rate * seconds);
  for (let start = 0; start < total; start += block) {
    const count = Math.min(block, total - start);
    const left = Float32Array.from({ length: count }, (_, i) => signal(start + i));
    // Polarity inverted: a sum of the channels would be silent.
    builder.push([left, left.map((x) => -x)], count);
  }
  return builder.finish().waveform;
}

const sine = (hz: number, level: number) => (frame: number) => level * Math.sin((2 * Math.PI * hz * frame) / 44_100);

test.each([
  [60, 'low'],
  [600, 'mid'],
  [8000, 'high'],
] as const)('a sine at %i Hz stands in the %s band', (hz, band) => {
  const peaks = overview(sine(hz, 0.5));
  const middle = 75;
  expect(peaks.columns).toBe(150);
  expect(peaks[band][middle]).toBeGreaterThan(115);
  for (const other of (['low', 'mid', 'high'] as const).filter((name) => name !== band)) {
    expect(peaks[other][middle]).toBeLessThan(10);
  }
  expect(peaks.peak[middle]).toBeGreaterThanOrEqual(127);
});

test('how the stream is cut makes no difference', () => {
  const whole = overview(sine(440, 0.8), { block: 44_100 });
  expect(overview(sine(440, 0.8), { block: 7 })).toEqual(whole);
});

test('a short rest is a column of its own, over full scale stays at full scale', () => {
  const peaks = overview(() => 1.5, { seconds: 0.01 });
  expect(peaks.columns).toBe(2);
  expect([...peaks.peak]).toEqual([255, 255]);
});
