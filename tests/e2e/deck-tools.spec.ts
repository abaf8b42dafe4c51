import { expect, type Page } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
import type { TrackCorrections } from '#contracts/records/correction.ts';
import { rowsOf } from '../bench/support/in-page.ts';
import { importFile, prefer, test } from '../support/app.ts';
import { writeMusicWav } from '../support/signal.ts';

const deck = (page: Page) => page.getByRole('region', { name: 'Deck A' });

/** The edits that are in force, as they are kept. */
async function edits(page: Page): Promise<string[]> {
  const [row] = await rowsOf<TrackCorrections>(page, 'corrections');
  return (row?.edits.slice(0, row.applied) ?? []).map((edit) =>
    [edit.kind, 'ratio' in edit ? edit.ratio : 'bySec' in edit ? edit.bySec : null].join(' ').trim(),
  );
}

test('the grid of a deck is moved, doubled, given its bar and taken back; three effects in a chain follow one knob', async ({
  page,
}, { outputDir }) => {
  await prefer(page, 'dark', 'en');
  const path = `${outputDir}/Two seconds.wav`;
  const { mkdirSync } = await import('node:fs');
  mkdirSync(outputDir, { recursive: true });
  writeMusicWav(path, { seconds: 20, bpm: 120 });
  await importFile(page, path);
  await page.getByRole('button', { name: 'Play Two seconds on a deck' }).click();
  await deck(page).getByRole('button', { name: 'Pause' }).click();
  const bpm = deck(page)
    .locator('dl')
    .getByText(/^\d+\.\d\d$/);
  await expect(bpm).toHaveText('120.00', { timeout: 60_000 });

  await deck(page).getByRole('radio', { name: 'Grid' }).check();
  const tool = (name: string) => deck(page).getByRole('button', { name, exact: true });
  await expect(tool('Take the last change back')).toBeDisabled();
  await tool('Double the beats').click();
  await expect(bpm).toHaveText('240.00');
  await tool('Take the last change back').click();
  await expect(bpm).toHaveText('120.00');
  await tool('Make the change again').click();
  await expect(bpm).toHaveText('240.00');
  await tool('Take the last change back').click();
  await tool('Move the grid by +10 ms').click();
  await tool('Move the grid by +1 ms').click();
  await expect.poll(() => edits(page)).toEqual(['shift 0.011']);
  await deck(page).getByRole('slider', { name: 'Position' }).press('Home');
  await deck(page).getByRole('slider', { name: 'Position' }).press('Shift+ArrowRight');
  await tool('Bar here').click();
  await expect.poll(() => edits(page)).toEqual(['shift 0.011', 'downbeat']);
  await tool('Lock the grid').press('Enter');
  await expect(tool('Double the beats')).toBeDisabled();
  await tool('Lock the grid').press('Enter');
  await expect(tool('Double the beats')).toBeEnabled();
  await tool('Take the last change back').press('Enter');
  await expect.poll(() => edits(page)).toEqual(['shift 0.011']);
  await tool('Take the last change back').press('Enter');
  await expect.poll(() => edits(page)).toEqual([]);

  await deck(page).getByRole('radio', { name: 'Effect' }).check();
  const unit = deck(page).getByRole('group', { name: 'Effect chain' });
  const kind = unit.getByRole('combobox', { name: 'Effect', exact: true });
  const amount = unit.getByRole('slider', { name: 'Amount' });
  for (const [slot, label] of [
    ['1', 'Echo'],
    ['2', 'Gate'],
  ] as const) {
    await unit.getByRole('button', { name: `Effect ${slot}: ` }).press('Enter');
    await kind.selectOption({ label });
    await unit.getByRole('button', { name: 'Effect on', exact: true }).press('Enter');
  }
  await unit.getByRole('combobox', { name: 'What the meta knob does to the amount' }).selectOption('Meta inverted');
  await unit.getByRole('slider', { name: 'Meta' }).press('End');
  await expect(amount).toHaveAttribute('aria-valuenow', '0');
  await unit.getByRole('button', { name: 'Effect 1: Echo, Effect on' }).press('Enter');
  await expect(amount).toHaveAttribute('aria-valuenow', '1');
  await unit.getByRole('button', { name: 'Effect 3: No effect, off' }).press('Enter');
  await expect(kind).toHaveValue('none');
  // Listening to a track of the list leaves the decks as they are.
  await page.getByRole('button', { name: 'Listen', exact: true }).press('Enter');
  const listening = page.getByRole('group', { name: 'Listening to Two seconds' });
  await expect(listening).toContainText('Everybody hears it');
  const place = listening.getByRole('slider', { name: 'Position' });
  await expect.poll(async () => Number(await place.inputValue())).toBeGreaterThan(6);
  await expect(deck(page).getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await place.press('Home');
  await expect.poll(async () => Number(await place.inputValue())).toBeLessThan(4);
  await listening.getByRole('button', { name: 'Stop listening' }).press('Enter');
  await expect(listening).toBeHidden();

  const { violations } = await new AxeBuilder({ page }).include('section[aria-label="Deck A"]').analyze();
  expect(violations).toEqual([]);
});
