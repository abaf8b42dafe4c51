import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Browser, type BrowserContext } from 'playwright';
import { chromiumArgs, chromiumPath } from './chromium.ts';

/** A Chromium that can be killed like a crash kills it: all its processes at once, with no chance to tidy up. */
export interface KillableBrowser {
  readonly context: BrowserContext;
  /** SIGKILL to the whole process group. */
  kill(): Promise<void>;
}

/** A new empty folder for a browser profile that outlives its browser. */
export function newProfile(): string {
  return mkdtempSync(join(tmpdir(), 'wavefoundry-profile-'));
}

export function removeProfile(profile: string): void {
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}

/** Starts Chromium in its own process group on `profile`, ready to be driven. */
export async function launchKillable(profile: string, extraArgs: readonly string[] = []): Promise<KillableBrowser> {
  const portFile = join(profile, 'DevToolsActivePort');
  for (const name of ['DevToolsActivePort', 'SingletonLock', 'SingletonCookie', 'SingletonSocket']) {
    rmSync(join(profile, name), { force: true });
  }
  const args = [
    ...chromiumArgs,
    '--headless=new',
    '--remote-debugging-port=0',
    '--window-size=1440,1000',
    `--user-data-dir=${profile}`,
    ...extraArgs,
    'about:blank',
  ];
  const path = chromiumPath() ?? chromium.executablePath();
  const child = spawn(path, args, { detached: true, stdio: 'ignore' });
  const browser = await connect(portFile);
  const context = browser.contexts()[0];
  if (!context) throw new Error('Chromium started without a default context');
  context.setDefaultTimeout(30_000);
  return { context, kill: () => killGroup(child, browser) };
}

async function connect(portFile: string): Promise<Browser> {
  for (let tries = 0; tries < 600; tries++) {
    const text = existsSync(portFile) ? readFileSync(portFile, 'utf8') : '';
    if (text.includes('\n')) return chromium.connectOverCDP(`http://127.0.0.1:${text.split('\n')[0]}`);
    await sleep(50);
  }
  throw new Error('Chromium did not open its debugging port within 30 s');
}

async function killGroup(child: ChildProcess, browser: Browser): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    process.kill(-child.pid, 'SIGKILL');
    await gone;
  }
  await browser.close().catch(() => undefined);
}
