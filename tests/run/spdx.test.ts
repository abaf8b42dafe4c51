import { expect, test } from 'vitest';
import { fitsAgpl } from './spdx.mjs';

test.each([
  ['MIT', true],
  ['(MIT OR GPL-2.0-only)', true],
  ['MPL-2.0 AND ISC', true],
  ['MIT*', true],
  ['MIT AND GPL-2.0-only', false],
  ['CC-BY-NC-4.0', false],
  ['UNLICENSED', false],
  ['UNKNOWN', false],
])('%s', (expression, fits) => {
  expect(fitsAgpl(expression)).toBe(fits);
});
