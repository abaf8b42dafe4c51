import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { LIMITER_AHEAD_SEC } from '#core/console/mixer/limiter.ts';
import { masterFields } from '#core/console/state.ts';
import { watchConsole } from '../bench/support/console-probe.ts';
import { rowsOf } from '../bench/support/in-page.ts';
import { openRoom, prefer, test } from '../support/app.ts';
import { writeMusicWav } from '../support/signal.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549', 'best-practice'];
const RENDER_QUANTUM = 128;

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

async function importTwo(page: Page): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wavefoundry-sampler-'));
  const files = [join(folder, 'Long song.wav'), join(folder, 'Horn.wav')];
  writeMusicWav(files[0]!, { seconds: 40, bpm: 120 });
  writeMusicWav(files[1]!, { seconds: 0.6, bpm: 120 });
  await openRoom(page, '/');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Import files/ }).click();
  await (await chooser).setFiles(files);
  await page.waitForURL('**/library');
  await expect(page.getByText('Horn').first()).toBeVisible();
  rmSync(folder, { recursive: true, force: true });
}

const pad = (page: Page, number: number) => page.getByRole('button', { name: new RegExp(`^Sampler pad ${number}:`) });

/** Presses the key of the first pad; the frame up to which the audio had been rendered at that moment. */
const strike = (page: Page): Promise<number> =>
  page.evaluate((at) => {
    const { consoleWords } = globalThis as { consoleWords?: Float64Array };
    const frame = consoleWords?.[at] ?? NaN;
    for (const type of ['keydown', 'keyup']) {
      const key = { key: '!', code: 'Digit1', shiftKey: true, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new KeyboardEvent(type, key));
    }
    return frame;
  }, masterFields.indexOf('frame'));

test('a pad sounds within 20 ms, is there after a reload, and its hits are played again with the set', async ({
  page,
}) => {
  await prefer(page, 'dark', 'en');
  await watchConsole(page);
  await importTwo(page);
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Decks' }).click();
  await page.getByRole('button', { name: 'Sampler', exact: true }).waitFor();
  await page.keyboard.press('n');
  await pad(page, 1).click();
  const dialog = page.getByRole('dialog', { name: 'Sampler pad 1' });
  await expect(dialog.getByRole('button', { name: /^Long song/ })).toHaveCount(0);
  await dialog.getByRole('button', { name: /^Horn/ }).click();
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('Horn');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(pad(page, 1)).toHaveAccessibleName('Sampler pad 1: Horn, Once');
  expect(await violations(page)).toEqual([]);

  await page.getByRole('option', { name: 'Long song' }).dblclick();
  const deck = page.getByRole('region', { name: 'Deck A' });
  await deck.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByText('Set running')).toBeVisible();
  const pressed: number[] = [];
  for (let hit = 0; hit < 12; hit++) {
    await page.waitForTimeout(170);
    pressed.push(await strike(page));
  }
  await expect(pad(page, 1)).toHaveAttribute('aria-pressed', 'true');
  await page.waitForTimeout(500);
  await deck.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Finish set' }).click();
  await expect(page.getByText('No set running')).toBeVisible();
  await expect
    .poll(async () => (await rowsOf<{ endedAt: number | null }>(page, 'sets')).every(({ endedAt }) => endedAt !== null))
    .toBe(true);

  interface Move {
    readonly kind: string;
    readonly control: string;
    readonly frame: number;
    readonly value: number;
  }
  const log = (await rowsOf<{ entries: Move[] }>(page, 'setLog')).flatMap(({ entries }) => entries);
  const hits = log.filter(({ kind, control, value }) => kind === 'move' && control === 'S.pad1.hit' && value === 1);
  expect(hits).toHaveLength(pressed.length);
  const rate = await page.evaluate(() => new AudioContext().sampleRate);
  // From the press on the clock of the audio to the first frame that leaves the limiter; the device comes on top.
  const late = hits.map(({ frame }, i) => (frame + RENDER_QUANTUM - pressed[i]!) / rate + LIMITER_AHEAD_SEC);
  const median = late.toSorted((a, b) => a - b)[Math.floor(late.length / 2)]!;
  test.info().annotations.push({ type: 'press to sound', description: `${(1000 * median).toFixed(1)} ms` });
  expect(median).toBeLessThan(0.02);

  await page.reload();
  await page.getByRole('link', { name: 'All sets' }).click();
  await page.getByRole('link', { name: /^Set of/ }).click();
  await page.getByRole('button', { name: /^Replay on the decks/ }).click();
  await page.waitForURL('**/decks');
  await page.getByRole('button', { name: 'Sampler', exact: true }).click();
  await expect(pad(page, 1)).toHaveAccessibleName('Sampler pad 1: Horn, Once');
  await expect(pad(page, 1)).toHaveAttribute('aria-pressed', 'true', { timeout: 15_000 });
});
