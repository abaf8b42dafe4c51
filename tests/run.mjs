// `npm test`, `npm run check`, `npm run bench -- <name>` and `npm run fuga:demo`. Needs git, npm and Node 20; installs the rest by itself.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild, ensureDependencies, generate, root, run, toolEnv } from '../server/toolchain.mjs';
import { ensureChromium } from './run/chromium.mjs';
import { check } from './run/check.mjs';
import { summarise } from './run/summary.mjs';

/** Benches of code that runs without a browser; all others measure the built app. */
const withoutApp = ['analysis', 'ordering'];

ensureDependencies();
const [mode, ...rest] = process.argv.slice(2);
if (mode === '--check') process.exitCode = await runCheck();
else if (mode === '--bench') process.exitCode = await runBench(rest);
else if (mode === '--fuga') process.exitCode = (await run('tests/support/fuga/demo.ts')).code;
else process.exitCode = await runTests(process.argv.slice(2));

async function runCheck() {
  await generate();
  return (await check()) ? 0 : 1;
}

async function runBench(args) {
  if (!withoutApp.includes(args[0])) {
    process.env.CHROMIUM = await ensureChromium();
    await ensureBuild();
  }
  const { code } = await run('tests/bench/run.ts', args);
  return code;
}

/** Everything, cheapest first, each suite even when an earlier one failed; the last line counts the tests. */
async function runTests(filters) {
  process.env.CHROMIUM = await ensureChromium();
  await ensureBuild();
  await generate();
  const passed = filters.length > 0 || (await check());
  const reports = '.cache/reports';
  // What an earlier run said must not count for a suite that does not get to say anything.
  rmSync(join(root, reports), { recursive: true, force: true });
  const env = toolEnv({ PLAYWRIGHT_JSON_OUTPUT_NAME: `${reports}/e2e.json`, PLAYWRIGHT_BROWSERS_PATH: '0' });
  const vitest = [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reports}/vitest.json`,
    ...filters,
  ];
  const unit = await run('vitest', vitest, { env });
  const e2e = await run('playwright', ['test', '--reporter=line,json', ...filters], { env });
  const failed = summarise(reports, { check: passed });
  return passed && unit.code === 0 && e2e.code === 0 && !failed ? 0 : 1;
}
