import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

/**
 * Compares numbers with those kept in `tests/golden/kernels/<name>.json`, so that neither a kernel nor its reference
 * changes unseen. `GOLDEN=write` keeps the present ones.
 */
export function expectGolden(name: string, values: ArrayLike<number>, tolerance: number): void {
  const file = join(import.meta.dirname, `../golden/kernels/${name}.json`);
  const found = Array.from(values, (value) => Number(value.toPrecision(7)));
  if (process.env['GOLDEN'] === 'write') writeFileSync(file, `${JSON.stringify(found)}\n`);
  expect(existsSync(file), `${file} is missing`).toBe(true);
  const kept = JSON.parse(readFileSync(file, 'utf8')) as number[];
  expect(found.length).toBe(kept.length);
  const worst = found.reduce((most, value, i) => Math.max(most, Math.abs(value - (kept[i] ?? NaN))), 0);
  expect(worst).toBeLessThanOrEqual(tolerance);
}
