import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../server/toolchain.mjs';

const read = (folder, name) => {
  const file = join(root, folder, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
};

/** Adds up the suites' own reports, prints the closing line, and tells whether anything failed or did not run. */
export function summarise(folder, { check }) {
  const unit = read(folder, 'vitest.json');
  const e2e = read(folder, 'e2e.json');
  const flaky = e2e?.stats.flaky ?? 0;
  const passed = (unit?.numPassedTests ?? 0) + (e2e?.stats.expected ?? 0) + flaky;
  const missing = Number(!unit) + Number(!e2e);
  const failed = (unit?.numFailedTests ?? 0) + (e2e?.stats.unexpected ?? 0) + missing + Number(!check);
  const skipped = (unit?.numPendingTests ?? 0) + (e2e?.stats.skipped ?? 0);
  if (flaky > 0) console.log(`\n${flaky} end-to-end tests needed a second try`);
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed > 0;
}
