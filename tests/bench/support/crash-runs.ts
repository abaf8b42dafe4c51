import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import type { Take } from '#contracts/records/take.ts';
import type { Track } from '#contracts/records/track.ts';
import { createBlockHash } from '#core/spool/hash.ts';
import { scanSegment } from '#core/spool/scan.ts';
import { launchKillable, newProfile, removeProfile } from '#tests/support/browser.ts';
import { firstSegment, opfsFile, rowsOf } from './in-page.ts';
import { matchSignal, type ProbeSignal, type SignalMatch } from './probe-signal.ts';

/** One kill: when it comes, and whether the page hangs before it. */
export interface Crash {
  readonly recordMs: number;
  readonly stuck: boolean;
}

/** What was left after a kill; `lostMs` is null when nothing could be recovered. */
export interface CrashOutcome {
  readonly lostMs: number | null;
  readonly match: SignalMatch | null;
}

const STUCK_MS = 3000;

/** Keeps the main thread of the page busy far beyond the kill. */
async function hang(page: Page): Promise<void> {
  page
    .evaluate(() => {
      const until = Date.now() + 60_000;
      while (Date.now() < until);
    })
    .catch(() => undefined);
  await sleep(STUCK_MS);
}

/** Starts a browser, lets `record` begin, kills everything at a moment, starts again and lets `recover` look. */
async function crash<Begun, Found>(
  args: readonly string[],
  { recordMs, stuck }: Crash,
  record: (page: Page) => Promise<Begun>,
  recover: (page: Page) => Promise<Found>,
): Promise<{ begun: Begun; killedAt: number; found: Found }> {
  const profile = newProfile();
  try {
    const first = await launchKillable(profile, args);
    const page = await first.context.newPage();
    const begun = await record(page);
    await sleep(recordMs);
    if (stuck) await hang(page);
    const killedAt = Date.now();
    await first.kill();
    const second = await launchKillable(profile, args);
    try {
      return { begun, killedAt, found: await recover(await second.context.newPage()) };
    } finally {
      await second.kill();
    }
  } finally {
    removeProfile(profile);
  }
}

/** Records in the product, kills it, and recovers through its dialog. */
export async function crashProduct(
  origin: string,
  args: readonly string[],
  signal: ProbeSignal,
  when: Crash,
): Promise<CrashOutcome> {
  const { killedAt, found } = await crash(args, when, beginTake(origin), keepTake(origin));
  if (found === null) return { lostMs: null, match: null };
  const { take, wav, segment } = found;
  const { blocks } = scanSegment(segment, await createBlockHash());
  // Frames never arrive early, so the earliest arrival tells best when the take began.
  const begins = blocks
    .filter(({ type }) => type === 'audio')
    .map(({ wallMs, firstFrame }) => wallMs - (firstFrame / take.sampleRate) * 1000);
  const frames = (wav.length - 44) / 6;
  const lostMs = killedAt - Math.min(...begins) - (frames / take.sampleRate) * 1000;
  return { lostMs, match: matchSignal(signal, wav.subarray(44)) };
}

const beginTake = (origin: string) => async (page: Page) => {
  await page.addInitScript(() => localStorage.setItem('PARAGLIDE_LOCALE', 'en'));
  await page.goto(`${origin}/record`);
  await page.getByRole('meter').first().waitFor();
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
};

const keepTake = (origin: string) => async (page: Page) => {
  await page.addInitScript(() => localStorage.setItem('PARAGLIDE_LOCALE', 'en'));
  await page.goto(origin);
  const dialog = page.getByRole('dialog');
  const keep = dialog.getByRole('button', { name: 'Keep', exact: true });
  const isOffered = await keep.waitFor({ timeout: 30_000 }).then(
    () => true,
    () => false,
  );
  if (!isOffered) {
    console.error(
      `nothing is offered: ${(await page.locator('body').innerText()).replaceAll(/\s+/g, ' ').slice(0, 300)}`,
    );
    console.error(JSON.stringify(await rowsOf<Take>(page, 'takes')).slice(0, 500));
    return null;
  }
  await keep.click();
  await dialog.waitFor({ state: 'hidden' });
  const track = (await rowsOf<Track>(page, 'tracks')).find(({ origin: from }) => from === 'take');
  const [take] = await rowsOf<Take>(page, 'takes');
  if (!track || !take) {
    console.error('kept, and yet no', !track ? 'track' : 'take');
    return null;
  }
  return { take, wav: await opfsFile(page, 'blobs', track.blobHash), segment: await firstSegment(page, take) };
};

/** Records in the peer's page, kills it, and decodes what its chunks give. */
export async function crashPeer(url: string, args: readonly string[], when: Crash): Promise<CrashOutcome> {
  const { begun, killedAt, found } = await crash(
    args,
    when,
    async (page) => {
      await page.goto(url);
      return page.evaluate(() => (globalThis as unknown as Peer).record(250));
    },
    async (page) => {
      await page.goto(url);
      return page.evaluate(() => (globalThis as unknown as Peer).recover());
    },
  );
  return { lostMs: found > 0 ? killedAt - begun - found * 1000 : null, match: null };
}

interface Peer {
  record(timesliceMs: number): Promise<number>;
  recover(): Promise<number>;
}
