import { expect, type Page } from '@playwright/test';
import { music } from '#core/anchor/music.test.support.ts';
import { wavHeader } from '#core/wav/header.ts';
import { rowsOf } from '../bench/support/in-page.ts';
import { openRoom, prefer, test } from '../support/app.ts';

const RATE = 22_050;
const SECONDS = 14;
/** By how much the new file begins later. */
const LATE_SEC = 0.25;

/** A file of the same music each time, that begins a little later and is no bit the same. */
function file(name: string, lateSec: number) {
  const samples = music(RATE, SECONDS, { lateSec, noise: lateSec / 100 });
  const data = Int16Array.from(samples, (x) => 32_767 * Math.max(-1, Math.min(1, x)));
  const head = wavHeader({ sampleRate: RATE, channels: 1, bitDepth: 16 }, data.length);
  return { name, mimeType: 'audio/wav', buffer: Buffer.concat([head, Buffer.from(data.buffer)]) };
}

/** Takes all audio away, as a browser that clears up or another computer does. */
const loseAudio = (page: Page) =>
  page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry('blobs', { recursive: true });
  });

test('a track that has lost its audio takes a new file of the same music, with its cues at the right place', async ({
  page,
}) => {
  await prefer(page, 'dark', 'en');
  await openRoom(page, '/library');
  await page.getByTestId('import-input').setInputFiles([file('Old name.wav', 0)]);
  const grid = page.getByRole('grid', { name: 'Tracks' });
  await expect(grid.getByRole('gridcell', { name: 'Old name', exact: true })).toBeVisible();
  await grid.focus();
  await page.keyboard.press('5');

  await page.getByRole('button', { name: 'Play Old name on a deck' }).click();
  const deck = page.getByRole('region', { name: 'Deck A' });
  await deck.getByRole('button', { name: 'Pause' }).click();
  const position = deck.getByRole('slider', { name: 'Position' });
  await position.press('Home');
  await position.press('ArrowRight');
  await deck.getByRole('button', { name: 'Hot cue 1: free' }).click();
  await expect(deck.getByRole('button', { name: /^Hot cue 1 at/ })).toBeVisible();
  const cueSec = async () => {
    const rows = await rowsOf<{ hotCues: { timeSec: number }[]; landmarks: unknown[] }>(page, 'cues');
    return { count: rows.length, timeSec: rows[0]?.hotCues[0]?.timeSec ?? NaN, heard: rows[0]?.landmarks.length ?? 0 };
  };
  // The sound around it is listened to when nothing has been changed for a while.
  await expect.poll(async () => (await cueSec()).heard, { timeout: 60_000 }).toBeGreaterThan(0);
  const before = await cueSec();

  // What a deck plays cannot be taken away.
  await openRoom(page, '/library');
  await loseAudio(page);
  await openRoom(page, '/library');
  await expect(page.getByRole('button', { name: /^Missing audio/ })).toContainText('1');
  await page.getByTestId('import-input').setInputFiles([file('Other name.wav', LATE_SEC)]);
  const offer = page.getByRole('region', { name: 'A track you know already' });
  await expect(offer).toContainText('is the same recording as “Old name”, whose audio is missing', { timeout: 60_000 });
  await offer.getByRole('button', { name: 'Yes, take over' }).click();
  await expect(page.getByText('“Old name” is up to date')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Missing audio/ })).toBeHidden();
  await expect(grid.getByRole('row').filter({ has: page.getByRole('gridcell') })).toHaveCount(1);
  await expect(grid.getByRole('img', { name: '5 of 5 stars' })).toBeVisible();

  const after = await cueSec();
  expect(after.count).toBe(1);
  expect(Math.abs(after.timeSec - before.timeSec - LATE_SEC)).toBeLessThan(0.002);
  await page.getByRole('button', { name: 'Play Old name on a deck' }).click();
  await expect(deck.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(deck.getByRole('button', { name: /^Hot cue 1 at/ })).toBeVisible();
});
