import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { chromiumArgs, chromiumPath } from '#tests/support/chromium.ts';
import { startServer } from '#tests/support/server.ts';
import { writeMusicWav } from '#tests/support/signal.ts';
import { rowsOf } from './in-page.ts';

/** A track to be put on a deck: a kick on every beat over a chord, never silent. */
export interface BenchTrack {
  readonly title: string;
  readonly seconds: number;
  readonly bpm: number;
}

export const deckNames = ['A', 'B', 'C', 'D'] as const;
export type DeckName = (typeof deckNames)[number];

/** Does something with the built app in a real Chromium at the size of a laptop, and cleans up behind it. */
export async function inDeckRoom<Result>(
  prepare: (page: Page) => Promise<void>,
  work: (page: Page, browser: Browser, url: string, folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'wavefoundry-decks-'));
  const server = await startServer();
  const path = chromiumPath();
  const browser = await chromium.launch({ ...(path ? { executablePath: path } : {}), args: [...chromiumArgs] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(() => localStorage.setItem('PARAGLIDE_LOCALE', 'en'));
    await prepare(page);
    return await work(page, browser, server.url, folder);
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Imports generated tracks and waits until they are analysed. */
export async function importTracks(
  page: Page,
  url: string,
  folder: string,
  tracks: readonly BenchTrack[],
): Promise<void> {
  const files = tracks.map(({ title, seconds, bpm }) => {
    const file = join(folder, `${title}.wav`);
    writeMusicWav(file, { seconds, bpm });
    return file;
  });
  await page.goto(`${url}/library`);
  const input = page.getByTestId('import-input');
  await input.waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  await input.setInputFiles(files);
  while ((await rowsOf(page, 'analyses')).length < tracks.length) await page.waitForTimeout(500);
}

export const deckOf = (page: Page, name: DeckName) => page.getByRole('region', { name: `Deck ${name}`, exact: true });

/** Goes to another room as a person does: what sounds goes on. */
export async function goTo(page: Page, room: 'Decks' | 'Library'): Promise<void> {
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: room, exact: true }).click();
  await page.waitForURL(`**/${room.toLowerCase()}`);
}

/** Shows four decks and puts a track on each. */
export async function fillDecks(page: Page, titles: readonly string[]): Promise<void> {
  await goTo(page, 'Decks');
  await page.getByRole('button', { name: 'Four decks' }).click();
  for (const [index, name] of deckNames.entries()) {
    const title = titles[index % titles.length] as string;
    await page.getByRole('group', { name: 'Load to deck' }).getByRole('radio', { name, exact: true }).check();
    const search = page.getByRole('searchbox', { name: 'Search tracks' });
    await search.fill(title);
    await search.press('Enter');
    await deckOf(page, name).getByText(title, { exact: true }).waitFor();
  }
}
