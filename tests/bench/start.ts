import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type BrowserContext, type Page } from 'playwright';
import { chromiumArgs, chromiumPath } from '../support/chromium.ts';
import { startServer } from '../support/server.ts';
import type { BenchResult } from './run.ts';

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * How fast a person can begin. `js_kb`: gzipped JavaScript of the start page, all that it fetches by itself after the
 * first screen included; `js_first_kb`: the part before the first screen stands. `interactive_ms`: from navigation to the
 * first screen drawn and the main thread free for a press, with nothing cached. `offline_ms`: the same with the server
 * stopped and the browser restarted. Medians.
 *
 * @param args rounds (5)
 */
export async function run(args: string[]): Promise<BenchResult> {
  const rounds = Number(args[0] ?? 5);
  const server = await startServer();
  try {
    const size = await measureScripts(server.url);
    const online: number[] = [];
    for (let round = 0; round < rounds; round += 1) online.push(await coldStart(server.url));
    const offline = await offlineStarts(server.url, rounds, () => server.kill());
    const figures = {
      js_kb: round1(size.all / 1000),
      js_first_kb: round1(size.first / 1000),
      js_files: size.files,
      interactive_ms: Math.round(median(online)),
      offline_ms: Math.round(median(offline)),
    };
    const all = (values: readonly number[]) => values.map((value) => Math.round(value)).join(' ');
    const table = [
      ['figure', 'value', 'goal', 'rounds'],
      ['js_kb', String(figures.js_kb), '< 150', `${size.files} files; before the first screen ${figures.js_first_kb}`],
      ['interactive_ms', String(figures.interactive_ms), '< 1500', all(online)],
      ['offline_ms', String(figures.offline_ms), '< 1000', all(offline)],
    ];
    return { table, figures };
  } finally {
    await server.stop();
  }
}

const round1 = (value: number) => Math.round(value * 10) / 10;

function launch(profile: string, blockWorker: boolean): Promise<BrowserContext> {
  const path = chromiumPath();
  return chromium.launchPersistentContext(profile, {
    args: [...chromiumArgs],
    serviceWorkers: blockWorker ? 'block' : 'allow',
    ...(path ? { executablePath: path } : {}),
  });
}

async function withProfile<T>(work: (profile: string) => Promise<T>): Promise<T> {
  const profile = mkdtempSync(join(tmpdir(), 'wavefoundry-bench-'));
  try {
    return await work(profile);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Opens the start page. Resolves with the milliseconds from navigation until a press would be answered. */
async function open(page: Page, url: string): Promise<number> {
  await page.addInitScript(() => {
    const note = () => {
      if (!document.querySelector('main h1')) return;
      watch.disconnect();
      // After the frame is painted and what was queued before has run.
      requestAnimationFrame(() => setTimeout(() => Object.assign(globalThis, { interactiveAt: performance.now() })));
    };
    const watch = new MutationObserver(note);
    watch.observe(document, { childList: true, subtree: true });
  });
  await page.goto(url);
  const at = await page.waitForFunction(() => (globalThis as { interactiveAt?: number }).interactiveAt);
  return (await at.jsonValue()) ?? Number.NaN;
}

function measureScripts(url: string): Promise<{ all: number; first: number; files: number }> {
  return withProfile(async (profile) => {
    const context = await launch(profile, true);
    const page = await context.newPage();
    const sizes: Promise<{ size: number; late: boolean }>[] = [];
    let stands = false;
    page.on('response', (response) => {
      if (!response.headers()['content-type']?.startsWith('text/javascript')) return;
      const late = stands;
      sizes.push(response.body().then((body) => ({ size: gzipSync(body).length, late })));
    });
    await open(page, url);
    stands = true;
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(2_000);
    const scripts = await Promise.all(sizes);
    await context.close();
    const sum = (list: readonly { size: number }[]) => list.reduce((total, { size }) => total + size, 0);
    return { all: sum(scripts), first: sum(scripts.filter(({ late }) => !late)), files: scripts.length };
  });
}

function coldStart(url: string): Promise<number> {
  return withProfile(async (profile) => {
    const context = await launch(profile, false);
    const time = await open(await context.newPage(), url);
    await context.close();
    return time;
  });
}

function offlineStarts(url: string, rounds: number, stopServer: () => Promise<unknown>): Promise<number[]> {
  return withProfile(async (profile) => {
    const first = await launch(profile, false);
    const page = await first.newPage();
    await open(page, url);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await first.close();
    await stopServer();
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const again = await launch(profile, false);
      times.push(await open(await again.newPage(), url));
      await again.close();
    }
    return times;
  });
}
