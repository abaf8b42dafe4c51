import { run } from '../../server/toolchain.mjs';

/** The machine-checked rules of the house; the slowest first, so that two cores finish together. */
const tasks = [
  ['types: pages', 'svelte-check', ['--tsconfig', 'tsconfig.json', '--output', 'human', '--fail-on-warnings']],
  ['unused code and dependencies', 'knip', ['--no-progress']],
  ['import rules', 'depcruise', ['app', 'server', 'service-worker', 'wasm', '--config', '.dependency-cruiser.mjs']],
  ['types: tests', 'tsc', ['-p', 'tests']],
  ['wasm as its sources', 'wasm/build.mjs', ['--check']],
  ['types: server', 'tsc', ['-p', 'server']],
  ['types: workers', 'tsc', ['-p', 'app/workers']],
  ['types: worklets', 'tsc', ['-p', 'app/audio/worklets']],
  ['types: service worker', 'tsc', ['-p', 'service-worker']],
  ['formatting', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['lint', 'oxlint', ['--deny-warnings']],
  ['licences', 'tests/run/licences.mjs', []],
];

/** Runs all tasks, two at a time, and prints one line each, with the output of those that fail. */
export async function check() {
  const queue = [...tasks];
  let passed = true;
  const work = async () => {
    for (let task = queue.shift(); task; task = queue.shift()) {
      const [name, command, args] = task;
      const started = performance.now();
      const { code, output } = await run(command, args, { stdio: 'pipe' });
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
      if (code !== 0) console.log(output.trimEnd());
      passed &&= code === 0;
    }
  };
  await Promise.all([work(), work()]);
  return passed;
}
