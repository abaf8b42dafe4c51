import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { chromiumArgs, chromiumPath } from '../support/chromium.ts';
import { startServer } from '../support/server.ts';
import { writeMusicWav } from '../support/signal.ts';
import type { BenchResult } from './run.ts';

const MINUTES = 3;

/** Speed and memory of the whole way from file to answer, for three minutes in each format and ten minutes of WAV. */
export async function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'wavefoundry-analysis-'));
  const server = await startServer();
  const path = chromiumPath();
  const browser = await chromium.launchPersistentContext(join(folder, 'profile'), {
    ...(path ? { executablePath: path } : {}),
    args: [...chromiumArgs],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}/library`);
    await page.getByTestId('import-input').waitFor({ state: 'attached' });
    const figures: Record<string, number> = {};
    const table = [['file', 'ms', 'x real time', 'memory rise MB']];
    // The first one also loads the code.
    const files: [string, string, number][] = [['warm-up', writeWav(folder, 0.2), 0.2], ...testFiles(folder)];
    for (const [name, file, minutes] of files) {
      const { ms, riseMb } = await analyse(page, file, join(folder, 'profile'));
      const speed = Math.round((minutes * 60_000) / ms);
      table.push([name, String(ms), String(speed), String(riseMb)]);
      if (name !== 'warm-up') Object.assign(figures, { [`${name}_x_realtime`]: speed, [`${name}_rise_mb`]: riseMb });
    }
    return { table, figures };
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeWav(folder: string, minutes: number): string {
  const file = join(folder, `${minutes} minutes.wav`);
  writeMusicWav(file, { seconds: minutes * 60, bpm: 120, sampleRate: 44_100 });
  return file;
}

/** Compressed ones only where ffmpeg can make them. */
function testFiles(folder: string): [string, string, number][] {
  const wav = writeWav(folder, MINUTES);
  const made = ['flac', 'mp3', 'm4a', 'ogg', 'opus'].flatMap((extension): [string, string, number][] => {
    const file = join(folder, `music.${extension}`);
    const { status } = spawnSync('ffmpeg', ['-v', 'error', '-i', wav, '-b:a', '192k', file]);
    return status === 0 ? [[extension, file, MINUTES]] : [];
  });
  return [['wav', wav, MINUTES], ...made, ['wav_10min', writeWav(folder, 10), 10]];
}

async function analyse(page: Page, file: string, profile: string): Promise<{ ms: number; riseMb: number }> {
  const before = browserMemory(profile);
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, browserMemory(profile))), 100);
  const done = page.evaluate(
    () =>
      new Promise<void>((resolve) =>
        new BroadcastChannel('wavefoundry-storage').addEventListener('message', ({ data }: MessageEvent) => {
          if ((data as { type: string }).type === 'analysis-done') resolve();
        }),
      ),
  );
  const started = performance.now();
  await page.getByTestId('import-input').setInputFiles(file);
  await done;
  const ms = Math.round(performance.now() - started);
  clearInterval(watch);
  // Until the idle workers have ended and given their memory back.
  await new Promise((resolve) => setTimeout(resolve, 12_000));
  return { ms, riseMb: Math.round((peak - before) / 1e6) };
}

/** Proportional memory of all processes of the browser with this profile, in bytes; 0 where `/proc` is missing. */
function browserMemory(profile: string): number {
  let total = 0;
  try {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      total += memoryOf(pid, profile);
    }
  } catch {
    return 0;
  }
  return total;
}

function memoryOf(pid: string, profile: string): number {
  try {
    if (!isOfBrowser(pid, profile)) return 0;
    const kilobytes = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    // It has just ended.
    return 0;
  }
}

/** The browser names its profile; its children have it as an ancestor. */
function isOfBrowser(pid: string, profile: string): boolean {
  for (let one = pid; Number(one) > 1;) {
    if (readFileSync(`/proc/${one}/cmdline`, 'utf8').includes(profile)) return true;
    one = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/status`, 'utf8'))?.[1] ?? '1';
  }
  return false;
}
