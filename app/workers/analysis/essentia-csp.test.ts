import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withoutDynamicCode } from './essentia-csp.plugin.ts';

const dist = join(import.meta.dirname, '../../../node_modules/essentia.js/dist');
const original = readFileSync(join(dist, 'essentia-wasm.es.js'), 'utf8');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'essentia-'));
  writeFileSync(join(folder, 'core.mjs'), readFileSync(join(dist, 'essentia.js-core.es.js')));
  // What the worker uses: vectors in and out, objects, strings, numbers, and a call with too few arguments.
  writeFileSync(
    join(folder, 'use.mjs'),
    `import { createRequire } from 'node:module';
    import Essentia from './core.mjs';
    Object.assign(globalThis, { __dirname: '.', require: createRequire(import.meta.url) });
    // Uncaught, it would print the megabytes of its source line.
    const { EssentiaWASM } = await import(process.argv[2]).catch((error) => {
      process.stderr.write(String(error), () => process.exit(1));
      return new Promise(() => undefined);
    });
    const essentia = new Essentia(EssentiaWASM);
    const chord = [110, 220, 261.626, 329.628];
    const samples = Float32Array.from({ length: 44_100 * 12 }, (_, i) => {
      const kick = Math.exp(-((i / 44_100) % 0.5) * 30) * Math.sin(i / 100);
      return 0.4 * kick + chord.reduce((sum, hz) => sum + 0.1 * Math.sin((2 * Math.PI * hz * i) / 44_100), 0);
    });
    const signal = essentia.arrayToVector(samples);
    const { key, scale } = essentia.KeyExtractor(signal);
    const { ticks } = essentia.RhythmExtractor2013(signal, 208, 'degara', 40);
    let refused = false;
    try { EssentiaWASM.VectorFloat.prototype.get.call(signal); } catch { refused = true; }
    console.log(JSON.stringify({ key, scale, beats: essentia.vectorToArray(ticks).length, refused }));
    signal.delete();`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function runWithoutEval(name: string, code: string) {
  writeFileSync(join(folder, name), code);
  const flags = ['--disallow-code-generation-from-strings', 'use.mjs', `./${name}`];
  return spawnSync(process.execPath, flags, { cwd: folder, encoding: 'utf8' });
}

test('essentia as published needs eval, ours finds key and beats without', () => {
  const published = runWithoutEval('published.mjs', original);
  expect(published.status).not.toBe(0);
  expect(published.stderr).toContain('Code generation from strings disallowed');
  const ours = runWithoutEval('ours.mjs', withoutDynamicCode(original));
  expect(ours.stderr).toBe('');
  const result = JSON.parse(ours.stdout) as { beats: number };
  expect(result).toMatchObject({ key: 'A', scale: 'minor', refused: true });
  expect(result.beats).toBeGreaterThan(15);
});

test('another version of essentia stops the build instead of failing in the browser', () => {
  expect(() => withoutDynamicCode(original.replaceAll('craftInvokerFunction', 'craft2'))).toThrow('has changed');
  expect(() => withoutDynamicCode(`${original}\nnew Function("return 1")`)).toThrow('still writes code');
});
