import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
let house: string;

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'rules-'));
  for (const name of ['node_modules', 'package.json', '.dependency-cruiser.mjs']) {
    symlinkSync(join(root, name), join(house, name));
  }
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

/** Checks a little house of the given files by the project's own rules and returns the names of the broken ones. */
function broken(files: Record<string, string>): string[] {
  for (const folder of ['app', 'server']) rmSync(join(house, folder), { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(house, dirname(name)), { recursive: true });
    writeFileSync(join(house, name), text);
  }
  const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [bin, 'app', '--config', '.dependency-cruiser.mjs', '--output-type', 'json'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: house, encoding: 'utf8' });
  const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(summary.violations.map(({ rule }) => rule.name))].toSorted();
}

const storage = { 'app/storage/a.ts': 'export const a = 1;\n' };

test('a permitted import passes', () => {
  expect(broken({ ...storage, 'app/features/x/y.ts': "export { a } from '#storage/a.ts';\n" })).toEqual([]);
});

test.each([
  ['core reaches for storage', 'app/core/x.ts', ['layer:app/core']],
  ['the interface kit reaches for storage', 'app/ui/x.ts', ['layer:app/ui']],
  ['a page holds logic', 'app/routes/x.ts', ['layer:app/routes']],
])('%s', (_, file, rules) => {
  expect(broken({ ...storage, [file]: "export { a } from '#storage/a.ts';\n" })).toEqual(rules);
});

test('a feature that imports another feature is found', () => {
  const other = { 'app/features/a/index.ts': 'export const a = 1;\n' };
  expect(broken({ ...other, 'app/features/b/index.ts': "export { a } from '#features/a/index.ts';\n" })).toEqual([
    'features-stay-apart',
  ]);
});

test('a cycle and a missing file are found', () => {
  const cycle = {
    'app/core/a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n",
    'app/core/b.ts': "import { a } from './a.ts';\nexport const b = () => a;\n",
  };
  expect(broken(cycle)).toEqual(['no-cycles']);
  expect(broken({ 'app/core/a.ts': "export { b } from './nowhere.ts';\n" })).toEqual(['resolvable']);
});
