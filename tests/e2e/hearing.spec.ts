import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { openRoom, prefer, test } from '../support/app.ts';

test('headphones get an output of their own, and the microphone is heard on the master', async ({ page }) => {
  await prefer(page, 'dark', 'en');
  await openRoom(page, '/decks');
  const master = page.getByRole('meter', { name: 'Level of the master' });
  await expect(master).toHaveAttribute('aria-valuetext', 'silent');
  await page.getByRole('button', { name: 'Outputs, microphone …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Outputs and microphone' });
  await dialog.getByRole('button', { name: 'Microphone on' }).click();
  await expect(dialog.getByRole('button', { name: 'Microphone on' })).toHaveAttribute('aria-pressed', 'true');
  // The browser's test microphone beeps.
  await expect(master).toHaveAttribute('aria-valuetext', /dBFS/);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);

  const phones = dialog.getByRole('combobox', { name: 'Headphones on' });
  const outputs = await phones.getByRole('option').allTextContents();
  const device = outputs.at(-1) ?? '';
  expect(outputs.length).toBeGreaterThan(1);
  await phones.selectOption({ label: device });
  await expect(phones).not.toHaveValue('off');
  await dialog.getByRole('button', { name: 'Microphone on' }).click();
  await expect(master).toHaveAttribute('aria-valuetext', 'silent');
  await expect(page.getByRole('alert')).toHaveCount(0);

  // Chosen again on the next visit, as soon as the audio device opens.
  await page.reload();
  await page.getByRole('button', { name: 'Outputs, microphone …' }).click();
  await expect(phones.locator('option:checked')).toHaveText(device);
});
