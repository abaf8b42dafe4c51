import type { Browser, Page } from 'playwright';
import type { BenchResult } from './run.ts';
import { decksSay, masterSays, untilHeard, watchConsole } from './support/console-probe.ts';
import { deckNames, deckOf, fillDecks, goTo, importTracks, inDeckRoom } from './support/deck-room.ts';
import { heardSoFar, listenToOutput } from './support/output-probe.ts';
import { memoryOf } from './support/process-memory.ts';

const MINUTES = 10;
const LOADS = 10;
const SEEKS = 30;
/** Time in which sync may pull the decks together, s. */
const SETTLE_SEC = 8;
const LOOK_MS = 250;
const EFFECTS = ['Echo', 'Reverb', 'Flanger', 'Phaser'] as const;

/**
 * Four decks with long tracks, key lock at work, equalisers and effects on, in sync. `cpu_share`: share of one core that
 * the audio thread's console takes; `underruns`: times that the browser's output ran dry; `load_to_sound_ms` and `seek_ms`:
 * 95th percentile from the press until the audio thread renders the track there; `mb_per_deck`: memory of the whole tab that
 * one more loaded deck takes; `phase_error_ms_max`: furthest that a synced deck was from the leader's beat.
 *
 * @param args minutes of playing (10)
 */
export function run(args: string[]): Promise<BenchResult> {
  const minutes = Number(args[0] ?? MINUTES);
  const seconds = 60 * (minutes + 1);
  const tracks = [
    { title: 'First song', seconds: Math.max(660, seconds), bpm: 120 },
    { title: 'Second song', seconds: Math.max(660, seconds), bpm: 125 },
  ];
  const prepare = async (page: Page) => {
    await watchConsole(page);
    await listenToOutput(page);
  };
  return inDeckRoom(prepare, async (page, browser, url, folder) => {
    await importTracks(page, url, folder, tracks);
    const load = await loadTimes(page);
    const mb = await fourDecks(page, browser);
    const seek = await seekTimes(page, seconds);
    const figures = {
      load_to_sound_ms: p95(load),
      seek_ms: p95(seek),
      mb_per_deck: mb,
      ...(await play(page, minutes)),
    };
    return { table: Object.entries(figures).map(([name, value]) => [name, String(value)]), figures };
  });
}

/** From the press on a track in the library until it sounds; the first one opens the audio device and does not count. */
async function loadTimes(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i <= LOADS; i++) {
    if (i > 0) await goTo(page, 'Library');
    const title = i % 2 === 0 ? 'First song' : 'Second song';
    const button = page.getByRole('button', { name: `Play ${title} on a deck` });
    await button.waitFor();
    const selector = `button[aria-label="Play ${title} on a deck"]`;
    const took = await untilHeard(page, 0, [0, 5], { selector });
    if (i > 0) times.push(took);
    await page.waitForURL('**/decks');
    await page.waitForTimeout(500);
    await deckOf(page, 'A').getByRole('button', { name: 'Pause' }).click();
    // Another place than a new track begins at.
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(300);
  }
  return times;
}

/** Puts long tracks on all decks, of which the first has one; megabytes that each of the other three took. */
async function fourDecks(page: Page, browser: Browser): Promise<number> {
  const before = await memoryOf(page, browser);
  await fillDecks(page, ['First song', 'Second song']);
  await page.waitForTimeout(3000);
  const after = await memoryOf(page, browser);
  return round((after - before) / (deckNames.length - 1));
}

/** Jumps all over a playing track. */
async function seekTimes(page: Page, seconds: number): Promise<number[]> {
  await deckOf(page, 'A').getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForTimeout(1000);
  const times: number[] = [];
  for (let i = 0; i < SEEKS; i++) {
    const target = 20 + ((i * 0.618_034) % 1) * (seconds - 80);
    times.push(await untilHeard(page, 0, [target - 0.001, target + 2], { seekSec: target }));
    await page.waitForTimeout(300);
  }
  await deckOf(page, 'A').getByRole('slider', { name: 'Position' }).press('Home');
  return times;
}

async function play(page: Page, minutes: number): Promise<Record<string, number>> {
  const leader = deckOf(page, 'A');
  await leader.getByRole('slider', { name: 'Tempo' }).press('PageUp');
  for (const [index, name] of deckNames.entries()) {
    const deck = deckOf(page, name);
    const channel = page.getByRole('group', { name: `Channel ${name}`, exact: true });
    for (const band of ['High', 'Mid', 'Low']) {
      await channel.getByRole('slider', { name: band, exact: true }).press(index % 2 === 0 ? 'ArrowDown' : 'ArrowUp');
    }
    await channel.getByRole('slider', { name: 'Filter' }).press('ArrowDown');
    await deck.getByRole('radio', { name: 'Effect' }).check();
    await deck.getByRole('combobox', { name: 'Effect', exact: true }).selectOption({ label: EFFECTS[index]! });
    await deck.getByRole('button', { name: 'Effect on' }).click();
    if (index === 0) continue;
    await deck.getByRole('button', { name: 'Sync' }).click();
    await deck.getByRole('button', { name: 'Play', exact: true }).click();
  }
  await page.waitForTimeout(SETTLE_SEC * 1000);
  const before = { busy: await masterSays(page, 'busySec'), frame: await masterSays(page, 'frame') };
  const late = await masterSays(page, 'lateBlocks');
  const [missed, heard] = [await decksSay(page, 'missedFrames'), await heardSoFar(page)];
  const began = performance.now();
  let worst = 0;
  let looks = 0;
  while (performance.now() - began < minutes * 60_000) {
    // The leader has no error: it says that it is no number.
    const errors = (await decksSay(page, 'phaseErrorSec')).filter(Number.isFinite);
    looks += errors.length;
    worst = Math.max(worst, ...errors.map(Math.abs));
    await page.waitForTimeout(LOOK_MS);
  }
  const rate = await page.evaluate(() => new AudioContext().sampleRate);
  const played = ((await masterSays(page, 'frame')) - before.frame) / rate;
  const after = await heardSoFar(page);
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
  return {
    cpu_share: round(((await masterSays(page, 'busySec')) - before.busy) / played),
    underruns: (after.underruns ?? 0) - (heard.underruns ?? 0),
    late_blocks: (await masterSays(page, 'lateBlocks')) - late,
    missed_frames: sum(await decksSay(page, 'missedFrames')) - sum(missed),
    gaps: after.gaps - heard.gaps,
    phase_error_ms_max: round(worst * 1000),
    phase_looks: looks,
    decks_playing: sum(await decksSay(page, 'playing')),
    decks_following: sum(await decksSay(page, 'following')),
    minutes: round(played / 60),
  };
}

const round = (value: number) => Math.round(value * 1000) / 1000;

function p95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(0.95 * sorted.length))] ?? NaN);
}
