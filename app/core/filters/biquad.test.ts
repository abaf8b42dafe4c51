import { expect, test } from 'vitest';
import { Biquad, butterworth } from './biquad.ts';

/** Gain in dB of a chain of sections at `hz`, measured with a sine after it has settled. */
function gainDb(sections: readonly Biquad[], hz: number, rate = 48_000): number {
  let peak = 0;
  for (let i = 0; i < rate; i++) {
    let y = Math.sin((2 * Math.PI * hz * i) / rate);
    for (const section of sections) y = section.step(y);
    if (i > rate / 2) peak = Math.max(peak, Math.abs(y));
  }
  return 20 * Math.log10(peak);
}

const chain = (kind: 'low' | 'high', hz: number, count: number) =>
  Array.from({ length: count }, () => new Biquad(butterworth(kind, hz, 48_000)));

test('a Butterworth corner is at -3 dB and falls by 12 dB an octave', () => {
  expect(gainDb(chain('low', 1000, 1), 1000)).toBeCloseTo(-3.01, 1);
  expect(gainDb(chain('low', 1000, 1), 8000)).toBeLessThan(-36);
  expect(gainDb(chain('high', 1000, 1), 125)).toBeCloseTo(-36.1, 0);
});

test('two sections cross at -6 dB', () => {
  expect(gainDb(chain('low', 200, 2), 200)).toBeCloseTo(-6.02, 1);
  expect(gainDb(chain('high', 200, 2), 200)).toBeCloseTo(-6.02, 1);
});

test('a block gives what single samples give, in place too', () => {
  const input = Float32Array.from({ length: 500 }, (_, i) => Math.sin(i * i));
  const one = new Biquad(butterworth('high', 300, 44_100));
  const expected = input.map((x) => one.step(x));
  const block = input.slice();
  new Biquad(butterworth('high', 300, 44_100)).run(block, block, block.length);
  expect(block).toEqual(expected);
});
