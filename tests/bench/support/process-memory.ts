import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';

/** Memory of the tab's process, workers and shared memory included, after a garbage collection; MB. Linux only. */
export async function memoryOf(page: Page, browser: Browser): Promise<number> {
  const tab = await page.context().newCDPSession(page);
  await tab.send('HeapProfiler.collectGarbage');
  await page.waitForTimeout(500);
  await tab.send('HeapProfiler.collectGarbage');
  await tab.detach();
  return rendererMb(browser);
}

/** Memory of the largest tab's process as it is, MB. Linux only. */
export async function rendererMb(browser: Browser): Promise<number> {
  const sizes = (await renderers(browser)).map(({ id }) => residentMb(id));
  return Math.max(0, ...sizes);
}

/** Seconds of processors that the tabs' processes have used so far, whatever else the machine does. */
export async function rendererCpuSec(browser: Browser): Promise<number> {
  return (await renderers(browser)).reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

async function renderers(browser: Browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer');
}

function residentMb(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  return Number(kilobytes ?? 0) / 1024;
}
