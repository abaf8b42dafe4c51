import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { chromiumArgs, chromiumPath } from '../support/chromium.ts';
import { startServer } from '../support/server.ts';
import { writeMusicWav } from '../support/signal.ts';
import type { BenchResult } from './run.ts';
import { rowsOf } from './support/in-page.ts';
import { heardSoFar, listenToOutput, type Heard } from './support/output-probe.ts';

const SECONDS = 20;
const LONG_SEC = 900;
const LONG = 'Long set';

/**
 * Whether a deck plays on without a gap while a batch of tracks is imported and analysed behind it. `underruns`: times that
 * the browser's output ran dry; `missing_ms`: silence in a signal that has none; both over the whole batch.
 *
 * @param args number of tracks (100)
 */
export async function run(args: string[]): Promise<BenchResult> {
  const count = Number(args[0] ?? 100);
  const folder = mkdtempSync(join(tmpdir(), 'wavefoundry-background-'));
  const server = await startServer();
  const path = chromiumPath();
  const browser = await chromium.launch({
    ...(path ? { executablePath: path } : {}),
    args: [...chromiumArgs, '--autoplay-policy=no-user-gesture-required'],
  });
  try {
    const page = await browser.newPage({ bypassCSP: true });
    await page.addInitScript(() => localStorage.setItem('PARAGLIDE_LOCALE', 'en'));
    await listenToOutput(page);
    await playLongTrack(page, server.url, folder);
    const files = Array.from({ length: count }, (_, index) => shortTrack(folder, index));
    await watchLongTasks(page);
    const before = await heardSoFar(page);
    const started = performance.now();
    await page.getByTestId('import-input').setInputFiles(files);
    const analysed = await waitForAnalyses(page, count + 1);
    const figures = figuresOf(before, await heardSoFar(page), (performance.now() - started) / 1000, analysed - 1);
    Object.assign(figures, { longest_task_ms: await longestTask(page) });
    return { table: Object.entries(figures).map(([name, value]) => [name, String(value)]), figures };
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function shortTrack(folder: string, index: number): string {
  const file = join(folder, `Song ${index}.wav`);
  writeMusicWav(file, { seconds: SECONDS, bpm: 80 + index });
  return file;
}

/** Imports a long track, waits for its analysis, plays it on a deck and goes back to the library. */
async function playLongTrack(page: Page, url: string, folder: string): Promise<void> {
  const file = join(folder, `${LONG}.wav`);
  writeMusicWav(file, { seconds: LONG_SEC, bpm: 120 });
  await page.goto(`${url}/library`);
  const input = page.getByTestId('import-input');
  await input.waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  await input.setInputFiles(file);
  await waitForAnalyses(page, 1);
  console.log('the long track is analysed');
  await page.getByRole('button', { name: `Play ${LONG} on a deck` }).click();
  await page.waitForURL('**/decks');
  await page.waitForFunction(() => ((globalThis as { counts?: { heardFrames: number } }).counts?.heardFrames ?? 0) > 0);
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Library', exact: true }).click();
  await input.waitFor({ state: 'attached' });
  console.log('it plays');
  await page.waitForTimeout(3_000);
}

/** Resolves with how many tracks have been analysed once nothing waits any more. */
async function waitForAnalyses(page: Page, wanted: number): Promise<number> {
  for (let said = 0; ;) {
    const done = (await rowsOf(page, 'analyses')).length;
    if (done >= said + 10) console.log(`${(said = done)} of ${wanted} tracks are analysed`);
    const jobs = await rowsOf<{ state: string }>(page, 'analysisJobs');
    if (done >= wanted || (jobs.length > 0 && jobs.every(({ state }) => state === 'failed'))) return done;
    await page.waitForTimeout(500);
  }
}

async function watchLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((one) => one.duration)));
    observer.observe({ type: 'longtask' });
    Object.assign(globalThis, { tasks });
  });
}

async function longestTask(page: Page): Promise<number> {
  const tasks = await page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks);
  return Math.round(Math.max(0, ...tasks));
}

function figuresOf(before: Heard, after: Heard, seconds: number, tracks: number): Record<string, number> {
  const rise = (name: keyof Heard) => (after[name] ?? 0) - (before[name] ?? 0);
  return {
    tracks,
    s_per_track: Math.round((seconds / tracks) * 1000) / 1000,
    x_realtime: Math.round((tracks * SECONDS) / seconds),
    heard_s: Math.round(rise('seconds')),
    gaps: rise('gaps'),
    missing_ms: Math.round(rise('missingSec') * 1000),
    ...(after.underruns === undefined
      ? {}
      : { underruns: rise('underruns'), underrun_ms: Math.round(rise('underrunSec') * 1000) }),
  };
}
