import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import { openRoom, prefer, test } from '../support/app.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549', 'best-practice'];

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
}

const deck = (page: Page) => page.getByRole('region', { name: 'Deck A' });
const channel = (page: Page) => page.getByRole('group', { name: 'Channel A' });
const strip = (page: Page) => page.getByRole('group', { name: 'Now playing' });
const position = (page: Page) => deck(page).getByRole('slider', { name: 'Position' });
const seconds = async (slider: Locator) => Number(await slider.getAttribute('aria-valuenow'));

/** Opens the deck room and plays the demo track as a newcomer does. */
async function playDemo(page: Page): Promise<void> {
  await openRoom(page, '/decks');
  await page.getByRole('button', { name: 'Play the demo track' }).click();
  await expect(deck(page).getByRole('button', { name: 'Pause' })).toBeVisible({ timeout: 60_000 });
}

/** The same with the demo paused at its start. */
async function loadDemo(page: Page): Promise<void> {
  await playDemo(page);
  await deck(page).getByRole('button', { name: 'Pause' }).click();
  await position(page).press('Home');
  await expect(position(page)).toHaveAttribute('aria-valuetext', '0:00 of 1:14');
}

/** Number of differently coloured pixels of a canvas, in wavesurfer's shadow tree too, and of one that a worker draws. */
const colours = (canvas: Locator) =>
  canvas.evaluate((element: HTMLCanvasElement) => {
    const copy = new OffscreenCanvas(element.width, element.height).getContext('2d')!;
    copy.drawImage(element, 0, 0);
    const { data } = copy.getImageData(0, 0, element.width, element.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });

test.beforeEach(({ page }) => prefer(page, 'dark', 'en'));

test('a newcomer hears and sees the demo track, and it plays on in other rooms', async ({ page }) => {
  test.setTimeout(180_000);
  const faults: string[] = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  await playDemo(page);
  await expect(deck(page).getByText('First Light', { exact: true })).toBeVisible();
  await expect(channel(page).getByRole('meter', { name: 'Level' })).toHaveAttribute('aria-valuetext', /dBFS/);

  // What the analysis finds is what the score says.
  const facts = deck(page).locator('dl');
  await expect(facts).toContainText(/12[2-3]\.\d\d/, { timeout: 90_000 });
  await expect(facts).toContainText('Am');
  await expect(facts).toContainText('8A');
  await expect(deck(page).locator('.overview canvas').first()).toBeAttached();
  await expect.poll(() => colours(deck(page).locator('.overview canvas').first())).toBeGreaterThan(2);
  await expect.poll(() => colours(page.locator('.waves canvas'))).toBeGreaterThan(3);
  expect(await deck(page).locator('.grid line').count()).toBeGreaterThan(20);

  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Library', exact: true }).click();
  await expect(page).toHaveTitle('Library · Wavefoundry');
  const before = await strip(page).textContent();
  await expect.poll(() => strip(page).textContent()).not.toBe(before);
  await strip(page).getByRole('button', { name: 'Pause' }).click();
  await expect(strip(page).getByRole('button', { name: 'Play' })).toBeVisible();
  expect(faults).toEqual([]);
});

test('play, cue and seek by keyboard alone', async ({ page }) => {
  await loadDemo(page);
  await page.locator('main h1').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(position(page)).toHaveAttribute('aria-valuetext', '0:10 of 1:14');
  // Standing elsewhere, the cue key sets the point …
  await page.keyboard.press('c');
  await expect(deck(page).getByTitle('Cue point at 0:10')).toBeAttached();
  // … on the point it plays while held …
  await page.keyboard.down('c');
  await expect(deck(page).locator('.cue.on')).toBeVisible();
  await page.waitForTimeout(300);
  await page.keyboard.up('c');
  await expect(deck(page).locator('.cue.on')).toBeHidden();
  await expect(position(page)).toHaveAttribute('aria-valuetext', '0:10 of 1:14');
  // … and while the deck plays it goes back there.
  await page.keyboard.press('Space');
  await expect(deck(page).getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.waitForTimeout(300);
  await page.keyboard.press('c');
  await expect(deck(page).getByRole('button', { name: 'Play' })).toBeVisible();
  await expect(position(page)).toHaveAttribute('aria-valuetext', '0:10 of 1:14');

  await position(page).focus();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(position(page)).toHaveAttribute('aria-valuetext', '0:39 of 1:14');
});

test('seek by click and by drag', async ({ page }) => {
  await loadDemo(page);
  const box = (await position(page).boundingBox())!;
  const middle = box.y + box.height / 2;
  await page.mouse.click(box.x + box.width / 2, middle);
  await expect(position(page)).toHaveAttribute('aria-valuetext', '0:37 of 1:14');
  await page.mouse.move(box.x + box.width / 2, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 4, middle, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => seconds(position(page))).toBe(18);
});

test('tempo and volume: arrows, fine, wheel, drag, back to rest, spoken with their unit', async ({ page }) => {
  await loadDemo(page);
  const tempo = deck(page).getByRole('slider', { name: 'Tempo' });
  await tempo.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+ArrowUp');
  await expect(tempo).toHaveAttribute('aria-valuetext', /^\+0\.11 %/);
  await page.keyboard.press('End');
  await expect(tempo).toHaveAttribute('aria-valuetext', /^\+8\.00 %/);
  await deck(page).getByRole('combobox', { name: 'Range of the tempo fader' }).selectOption('16');
  await tempo.focus();
  await page.keyboard.press('End');
  await expect(tempo).toHaveAttribute('aria-valuetext', /^\+16\.00 %/);
  await tempo.dblclick();
  await expect(tempo).toHaveAttribute('aria-valuetext', /^0\.00 %/);
  await tempo.hover();
  await page.mouse.wheel(0, 100);
  await expect(tempo).toHaveAttribute('aria-valuetext', /^-0\.10 %/);

  const volume = channel(page).getByRole('slider', { name: 'Volume' });
  await volume.scrollIntoViewIfNeeded();
  const box = (await volume.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height + 40, { steps: 4 });
  await page.mouse.up();
  await expect(volume).toHaveAttribute('aria-valuetext', '0 %');
  await deck(page).getByRole('button', { name: 'Play' }).click();
  await page.waitForTimeout(300);
  await expect(channel(page).getByRole('meter')).toHaveAttribute('aria-valuetext', 'silent');
});

test('a loop that was kept, and the colour of a cue, are there after a reload', async ({ page }) => {
  await loadDemo(page);
  // Its grid is known: the loop begins and ends on beats.
  await expect(deck(page)).toContainText('122.50');
  await page.locator('main h1').focus();
  for (const key of ['ArrowRight', 'u', 'ArrowRight', 'i', '1']) await page.keyboard.press(key);
  const keep = deck(page).getByRole('button', { name: 'Keep loop' });
  await keep.click();
  await expect(keep).toHaveAttribute('aria-pressed', 'true');
  await deck(page)
    .getByRole('button', { name: /^Hot cue 1/ })
    .press('F2');
  const dialog = page.getByRole('dialog', { name: 'Name of hot cue 1' });
  await dialog.getByLabel('Name').fill('Start');
  await dialog.getByLabel('Colour').fill('#46c66d');
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await expect(deck(page).getByRole('button', { name: /^Hot cue 1, Start/ })).toBeVisible();

  await page.reload();
  await page.getByRole('listbox').getByRole('option').first().dblclick();
  const saved = deck(page).getByRole('button', { name: /^Loop at 0:04, 4\.9 s/ });
  await saved.click();
  await expect(position(page)).toHaveAttribute('aria-valuetext', '0:04 of 1:14');
  await expect(keep).toHaveAttribute('aria-pressed', 'true');
  const colour = deck(page).getByRole('button', { name: /^Hot cue 1, Start/ });
  expect(await colour.evaluate((pad: HTMLElement) => pad.style.getPropertyValue('--pad'))).toBe('#46c66d');
  await saved.press('Delete');
  await expect(saved).toHaveCount(0);
  await expect(keep).toHaveAttribute('aria-pressed', 'false');
});

test('media keys move the deck, and the system is told what plays', async ({ page }) => {
  await page.addInitScript(() => {
    const handlers: Record<string, MediaSessionActionHandler | null> = {};
    const states: unknown[] = [];
    const session = navigator.mediaSession;
    const register = session.setActionHandler.bind(session);
    const tell = session.setPositionState.bind(session);
    session.setActionHandler = (action, handler) => {
      handlers[action] = handler;
      register(action, handler);
    };
    session.setPositionState = (state) => {
      states.push(state);
      tell(state);
    };
    Object.assign(globalThis, { media: { handlers, states } });
  });
  await loadDemo(page);
  const act = (details: MediaSessionActionDetails) =>
    page.evaluate((sent) => {
      const { media } = globalThis as unknown as { media: { handlers: Record<string, MediaSessionActionHandler> } };
      media.handlers[sent.action]?.(sent);
    }, details);
  await act({ action: 'play' });
  await expect(deck(page).getByRole('button', { name: 'Pause' })).toBeVisible();
  await act({ action: 'pause' });
  await act({ action: 'seekto', seekTime: 30 });
  await expect(position(page)).toHaveAttribute('aria-valuetext', '0:30 of 1:14');
  await act({ action: 'seekforward' });
  await act({ action: 'seekbackward', seekOffset: 20 });
  await expect(position(page)).toHaveAttribute('aria-valuetext', '0:20 of 1:14');
  await act({ action: 'stop' });
  await expect(position(page)).toHaveAttribute('aria-valuetext', '0:00 of 1:14');
  const tell = () =>
    page.evaluate(() => {
      const { media } = globalThis as unknown as { media: { states: MediaPositionState[] } };
      const { title, artist } = navigator.mediaSession.metadata!;
      return { title, artist, state: navigator.mediaSession.playbackState, last: media.states.at(-1) };
    });
  // Told when the audio thread has done it, a moment after the screen.
  await expect.poll(tell).toMatchObject({
    title: 'First Light',
    artist: 'Wavefoundry',
    state: 'paused',
    last: { position: 0, playbackRate: 1 },
  });
});

test('Chromium gives the decks its audio focus, so that media keys reach them', async ({ page, context }) => {
  await playDemo(page);
  const internals = await context.newPage();
  await internals.goto('chrome://media-internals/');
  await internals.getByText('Audio Focus').click();
  const sessions = internals.locator('#audio-focus-session-list');
  await expect(sessions).toContainText('Decks · Wavefoundry');
  await expect(sessions).toContainText('Active Playing');
  await expect(sessions).toContainText('Controllable');
});

test('a track without its bytes is refused with its name, and the earlier one stays playable', async ({ page }) => {
  await loadDemo(page);
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('wavefoundry');
        opening.addEventListener('success', () => {
          const store = opening.result.transaction('tracks', 'readwrite').objectStore('tracks');
          const all = store.getAll();
          all.addEventListener('success', () => {
            const lost = {
              ...all.result[0],
              id: 'lost',
              title: 'Lost Song',
              blobHash: 'f'.repeat(64),
              addedAt: Date.now(),
            };
            store.put(lost).addEventListener('success', () => resolve());
          });
        });
        opening.addEventListener('error', () => reject(opening.error ?? new Error('no database')));
      }),
  );
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Library', exact: true }).click();
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Decks', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Search tracks' }).fill('lost');
  await page.getByRole('listbox', { name: 'Tracks' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('“Lost Song” cannot be played')).toBeVisible();
  await expect(deck(page).getByText('First Light', { exact: true })).toBeVisible();
  await deck(page).getByRole('button', { name: 'Play' }).click();
  await expect(channel(page).getByRole('meter')).toHaveAttribute('aria-valuetext', /dBFS/);
});

test('the demo track needs no network', async ({ page, context }) => {
  test.setTimeout(180_000);
  await openRoom(page, '/');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await page.locator('main h1').waitFor();
  await context.setOffline(true);
  await playDemo(page);
  await expect(deck(page).locator('dl')).toContainText('Am', { timeout: 90_000 });
});

for (const [width, look, language] of [
  [1440, 'dark', 'en'],
  [1440, 'light', 'de'],
  [360, 'light', 'en'],
  [320, 'dark', 'de'],
] as const) {
  test(`with a track: no fault and no scrolling sideways, ${width} px, ${look}, ${language}`, async ({ page }) => {
    test.setTimeout(180_000);
    await prefer(page, look, language);
    await page.setViewportSize({ width, height: 800 });
    await openRoom(page, '/decks');
    await page.getByRole('button', { name: /Play the demo track|Demo-Track abspielen/ }).click();
    const pause = page.getByRole('button', { name: /^(Pause|Anhalten)$/ }).first();
    await expect(pause).toBeVisible({ timeout: 60_000 });
    await expect(page.locator('dl').first()).toContainText('8A', { timeout: 90_000 });
    await pause.click();
    expect(await violations(page)).toEqual([]);
    const over = await page.evaluate(() => {
      const main = document.querySelector('main')!;
      return Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth);
    });
    expect(over).toBeLessThanOrEqual(0);
    await page.screenshot({ path: `.cache/e2e/decks-${width}-${look}-${language}.png` });
  });
}
