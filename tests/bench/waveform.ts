import type { CDPSession, Page } from 'playwright';
import type { BenchResult } from './run.ts';
import { deckNames, deckOf, fillDecks, importTracks, inDeckRoom } from './support/deck-room.ts';
import { measureWaves, watchWaves, waveStats } from './support/waves-probe.ts';

const TRACKS = [
  { title: 'First song', seconds: 200, bpm: 120 },
  { title: 'Second song', seconds: 200, bpm: 128 },
] as const;
const SECONDS = 20;

/**
 * What the running waveforms of four playing decks cost at the size of a laptop, with whatever renders graphics here.
 * `p95_ms`: time to draw a frame, that of the graphics side included; `main_thread_ms`: work of the page's main thread
 * for each frame, with all that else moves in the room; `interval_p95_ms`: from frame to frame while nothing measures.
 *
 * @param args seconds of each of both measurements (20)
 */
export function run(args: string[]): Promise<BenchResult> {
  const seconds = Number(args[0] ?? SECONDS);
  return inDeckRoom(watchWaves, async (page, _browser, url, folder) => {
    await importTracks(page, url, folder, TRACKS);
    await fillDecks(
      page,
      TRACKS.map(({ title }) => title),
    );
    for (const name of deckNames) await deckOf(page, name).getByRole('button', { name: 'Play', exact: true }).click();
    await page.waitForTimeout(3000);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });

    await waveStats(page);
    const before = await mainThreadSec(session);
    await page.waitForTimeout(seconds * 1000);
    const busy = (await mainThreadSec(session)) - before;
    const free = await waveStats(page);

    await measureWaves(page, true);
    await waveStats(page);
    await page.waitForTimeout(seconds * 1000);
    const drawn = await waveStats(page);

    const figures = {
      p95_ms: round(percentile(drawn.drawMs, 0.95)),
      median_ms: round(percentile(drawn.drawMs, 0.5)),
      main_thread_ms: round((busy * 1000) / Math.max(1, free.frames)),
      interval_p95_ms: round(percentile(free.intervalMs, 0.95)),
      frames_per_s: round(free.frames / seconds),
      webgl2: drawn.renderer === 'webgl2' ? 1 : 0,
      ...(await size(page)),
    };
    return { table: Object.entries(figures).map(([name, value]) => [name, String(value)]), figures };
  });
}

/** Seconds of the processor that tasks of the page's main thread have taken so far. */
async function mainThreadSec(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
}

async function size(page: Page): Promise<{ width: number; height: number }> {
  const box = await page.locator('.waves canvas').boundingBox();
  return { width: Math.round(box?.width ?? 0), height: Math.round(box?.height ?? 0) };
}

const round = (value: number) => Math.round(value * 100) / 100;

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
