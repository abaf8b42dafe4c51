import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { openRoom, prefer, test } from '../support/app.ts';
import { withControllers } from '../support/midi.ts';

const DDJ = 'Pioneer DDJ-400 MIDI 1';
const press = (number: number, channel = 1) => [
  [0x8f + channel, number, 127],
  [0x8f + channel, number, 0],
];
const panel = (page: Page) => page.locator('#controllers');
const deckA = (page: Page) => page.getByRole('region', { name: 'Deck A' });
/** A room by its link, so that the page goes on. */
const go = (page: Page, room: string) =>
  page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: room, exact: true }).click();

test('a known controller plays a deck, shows it with its lamps, and survives being pulled out', async ({ page }) => {
  await prefer(page, 'dark', 'en');
  const midi = await withControllers(page);
  await openRoom(page, '/settings');
  await midi.plug(DDJ);
  await panel(page).getByRole('button', { name: 'Use controllers' }).click();
  await expect(panel(page).getByRole('heading', { name: DDJ })).toBeVisible();
  await expect(panel(page).getByRole('combobox', { name: 'Mapping' })).toHaveValue('Pioneer DJ DDJ-400');

  await go(page, 'Decks');
  await page.getByRole('button', { name: 'Play the demo track' }).click();
  await expect(deckA(page).getByRole('button', { name: 'Pause' })).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => midi.heard(DDJ)).toContainEqual([0x90, 0x0b, 127]);
  await midi.say(DDJ, ...press(0x0b));
  await expect(deckA(page).getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await expect.poll(async () => (await midi.heard(DDJ)).at(-1)).toBeDefined();

  // Soft takeover: the fader stands open; a knob far away moves nothing until it has met it.
  const volume = page.getByRole('group', { name: 'Channel A' }).getByRole('slider', { name: 'Volume' });
  const before = await volume.getAttribute('aria-valuenow');
  await midi.say(DDJ, [0xb0, 0x13, 20], [0xb0, 0x33, 0], [0xb0, 0x13, 40], [0xb0, 0x33, 0]);
  expect(await volume.getAttribute('aria-valuenow')).toBe(before);
  await midi.say(DDJ, [0xb0, 0x13, 127], [0xb0, 0x33, 127], [0xb0, 0x13, 64], [0xb0, 0x33, 0]);
  await expect(volume).toHaveAttribute('aria-valuenow', '50');

  await midi.unplug(DDJ);
  await midi.say(DDJ, ...press(0x0b));
  await midi.plug(DDJ);
  await midi.say(DDJ, ...press(0x0b));
  await expect(deckA(page).getByRole('button', { name: 'Pause' })).toBeVisible();
});

test('an unknown controller is taught, kept, exported, and refused files say why', async ({ page }) => {
  await prefer(page, 'dark', 'en');
  const midi = await withControllers(page);
  await openRoom(page, '/settings');
  await midi.plug('Homemade');
  await panel(page).getByRole('button', { name: 'Use controllers' }).click();
  await expect(panel(page).getByRole('combobox', { name: 'Mapping' })).toHaveValue('');
  await panel(page).getByRole('button', { name: 'Learn …' }).click();
  await panel(page).getByLabel('Where').selectOption('Mixer and library');
  await panel(page).getByLabel('What').selectOption('Crossfader');
  await panel(page).getByRole('button', { name: 'Learn', exact: true }).click();
  await expect(panel(page).getByText('Now press or move it on the controller: Crossfader')).toBeVisible();
  await midi.say('Homemade', ...[64, 70, 80, 90, 100, 110, 120, 127].map((value) => [0xb2, 5, value]));
  await expect(panel(page).getByText('Crossfader is on Controller 5, channel 3 now.')).toBeVisible();

  await page.reload();
  await midi.plug('Homemade');
  await expect(panel(page).getByRole('combobox', { name: 'Mapping' })).toHaveValue('Homemade');
  const saving = page.waitForEvent('download');
  await panel(page).getByRole('button', { name: 'Save the mapping “Homemade” as a file' }).click();
  const text = await readFile(await (await saving).path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ name: 'Homemade', bindings: [{ control: 'mixer.crossfader' }] });

  await panel(page).getByRole('button', { name: 'Remove the mapping “Homemade”' }).click();
  await expect(panel(page).getByRole('combobox', { name: 'Mapping' })).toHaveValue('');
  const give = (name: string, content: string) =>
    panel(page)
      .getByTestId('mapping-input')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  await give('Homemade.json', text);
  await expect(panel(page).getByRole('combobox', { name: 'Mapping' })).toHaveValue('Homemade');
  await give('evil.json', text.replace('mixer.crossfader', 'constructor'));
  await expect(page.getByText('“evil.json” is no mapping for controllers')).toBeVisible();
  await go(page, 'Decks');
  await midi.say('Homemade', [0xb2, 5, 64], [0xb2, 5, 127]);
  await expect(page.getByRole('slider', { name: 'Crossfader' })).toHaveAttribute('aria-valuenow', '100');
});

test('a refusal says what to do', async ({ page }) => {
  await prefer(page, 'dark', 'en');
  await withControllers(page, 'denied');
  await openRoom(page, '/settings');
  await panel(page).getByRole('button', { name: 'Use controllers' }).click();
  await expect(panel(page).getByRole('alert')).toContainText('The browser did not allow MIDI.');
});
