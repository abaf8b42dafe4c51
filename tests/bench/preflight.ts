import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { build } from 'vite';
import type { AudioFacts } from '#contracts/release/facts.ts';
import { refusalCodes } from '#contracts/release/refusal-codes.ts';
import { goodRelease } from '#core/release/rules/fixtures/corpus.ts';
import { draftOf } from '#core/release/rules/fixtures/draft.ts';
import { fixtures } from '#core/release/rules/fixtures/fixtures.ts';
import { preflight } from '#core/release/rules/preflight.ts';
import { fugaRuleSet } from '#core/release/rules/sets/fuga.ts';
import { chromiumArgs, chromiumPath } from '../support/chromium.ts';
import type { PreflightPage } from './preflight/page.ts';
import type { BenchResult } from './run.ts';
import { rendererCpuSec, rendererMb } from './support/process-memory.ts';
import { serveFolder } from './support/static-server.ts';

const TRACKS = 12;
const MEGABYTES = 50;
const GOOD_RELEASES = 200;

/**
 * The whole pre-flight of an album: `seconds` and `peak_mb` for all checks of twelve masters of 50 MB each and a cover in
 * the real workers in Chromium, `cpu_seconds` what of it the processors worked; `codes`, the refusals whose fixture is found and whose counterpart is not; `false_blocks`
 * on 200 good releases.
 *
 * @param args number of tracks (12), megabytes of each (50)
 */
export async function run(args: string[]): Promise<BenchResult> {
  const [tracks, megabytes] = [Number(args[0] ?? TRACKS), Number(args[1] ?? MEGABYTES)];
  const { ms, peakMb, cpuSec, facts } = await inChromium((page, browser) => checked(page, browser, tracks, megabytes));
  const figures = {
    codes: codesWithFixture(),
    false_blocks: falseBlocks(),
    seconds: Math.round(ms / 100) / 10,
    cpu_seconds: Math.round(10 * cpuSec) / 10,
    peak_mb: Math.round(peakMb),
    megabytes: Math.round(facts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / 1e6),
    false_findings: facts.filter((one) => one.kind === 'audio' && !isClean(one)).length,
  };
  return { table: Object.entries(figures).map(([name, value]) => [name, String(value)]), figures };
}

async function checked(page: Page, browser: Browser, tracks: number, megabytes: number) {
  const hashes = await page.evaluate(
    ([count, size]) => (globalThis as unknown as { preflightPage: PreflightPage }).preflightPage.fill(count, size),
    [tracks, megabytes] as const,
  );
  const before = await rendererCpuSec(browser);
  const checking = page.evaluate(
    (all) => (globalThis as unknown as { preflightPage: PreflightPage }).preflightPage.check(all),
    hashes,
  );
  const pause = () => new Promise<null>((resolve) => setTimeout(() => resolve(null), 200));
  let peakMb = 0;
  for (;;) {
    peakMb = Math.max(peakMb, await rendererMb(browser));
    const done = await Promise.race([checking, pause()]);
    if (done) return { ...done, peakMb, cpuSec: (await rendererCpuSec(browser)) - before };
  }
}

/** Runs on a page of the checks alone, built as the app is. */
async function inChromium<T>(work: (page: Page, browser: Browser) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'wavefoundry-preflight-'));
  const root = join(import.meta.dirname, 'preflight');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir: join(folder, 'site'), target: 'es2023', assetsInlineLimit: 0 },
  });
  const { origin, server } = await serveFolder(join(folder, 'site'));
  const path = chromiumPath();
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    ...(path ? { executablePath: path } : {}),
    args: [...chromiumArgs],
  });
  try {
    const page = await context.newPage();
    await page.goto(origin);
    await page.waitForFunction(() => 'preflightPage' in globalThis);
    return await work(page, context.browser() as Browser);
  } finally {
    await context.close();
    server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The generated masters have no fault, so none may be found. */
function isClean(facts: AudioFacts): boolean {
  return (
    facts.dropOuts.length === 0 &&
    facts.clippingCount === 0 &&
    facts.corruptAtSec === null &&
    facts.lossyProbability < 0.5 &&
    !facts.isUpsampled &&
    !facts.isMonoAsStereo &&
    !facts.isPolarityInverted
  );
}

/** Refusals whose bad release is refused for it and whose good one is not. */
function codesWithFixture(): number {
  return refusalCodes.filter((code) => {
    const { bad, good } = fixtures[code];
    const [found, others] = [bad, good].map((one) =>
      preflight(draftOf(one), fugaRuleSet).map((finding) => finding.code),
    );
    return found?.includes(code) && !others?.includes(code);
  }).length;
}

/** Blocks in releases that nobody would refuse. */
function falseBlocks(): number {
  const found = Array.from({ length: GOOD_RELEASES }, (_, seed) => preflight(goodRelease(seed), fugaRuleSet));
  return found.flat().filter(({ severity }) => severity === 'block').length;
}
