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
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentMb(id));
  return Math.max(0, ...sizes);
}

function residentMb(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  return Number(kilobytes ?? 0) / 1024;
}
