import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { chromiumArgs, chromiumPath } from '../support/chromium.ts';
import { startServer } from '../support/server.ts';
import { writeMusicWav } from '../support/signal.ts';
import type { BenchResult } from './run.ts';

const FILES = 30;
const SECONDS = 20;

/** How long the page is held up while a batch of files is imported and analysed in the background. */
export async function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'wavefoundry-responsive-'));
  const server = await startServer();
  const path = chromiumPath();
  const browser = await chromium.launch({ ...(path ? { executablePath: path } : {}), args: [...chromiumArgs] });
  try {
    const files = Array.from({ length: FILES }, (_, i) => {
      const file = join(folder, `Song ${i}.wav`);
      writeMusicWav(file, { seconds: SECONDS, bpm: 90 + i });
      return file;
    });
    const page = await browser.newPage();
    await page.goto(`${server.url}/library`);
    const input = page.getByTestId('import-input');
    await input.waitFor({ state: 'attached' });
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => {
      const tasks: number[] = [];
      const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((one) => one.duration)));
      observer.observe({ type: 'longtask' });
      Object.assign(globalThis, { tasks });
    });
    const started = performance.now();
    await input.setInputFiles(files);
    await page.getByText(`${FILES} tracks`, { exact: true }).waitFor({ timeout: 120_000 });
    const imported = performance.now() - started;
    await page.getByText(/^Analysing/).waitFor({ state: 'hidden', timeout: 300_000 });
    const analysed = performance.now() - started;
    const tasks = await page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks);
    const figures = {
      files: FILES,
      import_ms: Math.round(imported),
      x_realtime: Math.round((FILES * SECONDS * 1000) / analysed),
      long_tasks: tasks.length,
      longest_task_ms: Math.round(Math.max(0, ...tasks)),
    };
    return { table: Object.entries(figures).map(([name, value]) => [name, String(value)]), figures };
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
