import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { importFile, newestTrackId, openRoom, prefer, test, type Language, type Look } from '../support/app.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549', 'best-practice'];
const rooms = ['/', '/record', '/library', '/decks', '/lab', '/create', '/release', '/settings'];
const ends = ['/lab/gone', '/editor/gone', '/no/such/page'];

/** Both languages and both themes on the desktop and on each phone. */
const views: readonly { width: number; height: number; looks: readonly (readonly [Look, Language])[] }[] = [
  {
    width: 1440,
    height: 900,
    looks: [
      ['dark', 'en'],
      ['light', 'de'],
    ],
  },
  {
    width: 360,
    height: 740,
    looks: [
      ['light', 'en'],
      ['dark', 'de'],
    ],
  },
  {
    width: 320,
    height: 640,
    looks: [
      ['dark', 'en'],
      ['light', 'de'],
    ],
  },
];

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
}

/** How far the page or its room could be scrolled sideways, CSS pixels. */
function sideways(page: Page): Promise<number> {
  return page.evaluate(() => {
    const overflow = (element: Element) => element.scrollWidth - element.clientWidth;
    const main = document.querySelector('main');
    return Math.max(overflow(document.documentElement), main ? overflow(main) : 0);
  });
}

/** Switches as a person does, by the two buttons of the top bar; the page is not loaded again. */
async function switchTo(page: Page, look: Look, language: Language): Promise<void> {
  const root = page.locator('html');
  if ((await root.getAttribute('lang')) !== language) {
    await page.getByRole('button', { name: /^(EN|DE): / }).click();
  }
  if ((await root.getAttribute('data-theme')) !== look) {
    await page.getByRole('button', { name: /^Switch to the (light|dark) theme|^Zur (hellen|dunklen) / }).click();
  }
  await expect(root).toHaveAttribute('lang', language);
  await expect(root).toHaveAttribute('data-theme', look);
  await page.locator('main h1').waitFor();
}

for (const { width, height, looks } of views) {
  test(`no fault and no scrolling sideways at ${width} px`, async ({ page, wavFile }) => {
    test.setTimeout(600_000);
    await page.setViewportSize({ width, height });
    await importFile(page, wavFile);
    const id = await newestTrackId(page);
    for (const path of [...rooms, ...ends, `/lab/${id}`, `/editor/${id}`]) {
      await openRoom(page, path);
      for (const [look, language] of looks) {
        await switchTo(page, look, language);
        await page.waitForLoadState('networkidle');
        const where = `${path} ${look} ${language}`;
        expect.soft(await violations(page), where).toEqual([]);
        expect.soft(await sideways(page), where).toBeLessThanOrEqual(0);
      }
    }
  });
}

test('empty rooms are free of faults too', async ({ page }) => {
  await prefer(page, 'dark', 'en');
  for (const path of ['/', '/library', '/decks', '/lab']) {
    await openRoom(page, path);
    await page.waitForLoadState('networkidle');
    expect.soft(await violations(page), path).toEqual([]);
  }
});

test('what floats over the rooms is free of faults', async ({ page }) => {
  for (const look of ['dark', 'light'] as const) {
    await prefer(page, look, 'en');
    await openRoom(page, '/');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    expect.soft(await violations(page), `palette ${look}`).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('combobox').waitFor({ state: 'hidden' });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    expect.soft(await violations(page), `shortcuts ${look}`).toEqual([]);
  }
});

test('at 400 % zoom of a small desktop the bars scroll with the page', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  for (const path of ['/', '/record', '/settings']) {
    await openRoom(page, path);
    expect.soft(await sideways(page), path).toBeLessThanOrEqual(0);
    const scrolls = await page.evaluate(() => getComputedStyle(document.querySelector('main') as Element).overflowY);
    expect.soft(scrolls, path).toBe('visible');
  }
});
