import { expect, it } from 'vitest';
import { PAGE_FRAMES } from '#core/console/source/page-memory.ts';
import { depthOf, pack, packedBytes, unpack } from './packed-page.ts';

const side = (sample: (i: number) => number) => Float32Array.from({ length: PAGE_FRAMES }, (_, i) => sample(i));
const codes = (step: number) => side((i) => (((i * step) % 65_536) - 32_768) / 32_768);

it.each([
  ['16 bits', 2, codes(7919), codes(104_729), 0],
  ['24 bits', 3, side((i) => (((i * 7_919_113) % 16_777_216) - 8_388_608) / 8_388_608), codes(3), 0],
  ['what a decoder makes', 3, side((i) => 0.9 * Math.sin(i / 9)), side((i) => -0.9 * Math.cos(i / 7)), 2 ** -24],
  ['beyond full scale', 4, side((i) => 1.2 * Math.sin(i / 9)), codes(5), 0],
  ['silence', 2, side(() => 0), side(() => 0), 0],
] as const)('%s takes %i bytes a sample and comes back', (_, depth, left, right, error) => {
  expect(depthOf(left, right)).toBe(depth);
  const bytes = new Uint8Array(packedBytes(4));
  pack(left, right, depth, bytes);
  const back = new Float32Array(2 * PAGE_FRAMES);
  unpack(bytes, depth, back);
  let most = 0;
  for (const [at, samples] of [left, right].entries()) {
    samples.forEach((x, i) => (most = Math.max(most, Math.abs(x - (back[at * PAGE_FRAMES + i] as number)))));
  }
  expect(most).toBeLessThanOrEqual(error);
});
