import type { Page } from 'playwright';
import { deckIds } from '#core/console/deck-ids.ts';
import { deckFields, masterFields, type DeckField, type MasterField } from '#core/console/state.ts';

/** Number of a field in the shared words of the console. */
const deckWord = (deck: number, field: DeckField): number =>
  masterFields.length + deck * deckFields.length + deckFields.indexOf(field);
const masterWord = (field: MasterField): number => masterFields.indexOf(field);

interface ProbePage {
  consoleWords?: Float64Array;
  seekTo?: MediaSessionActionHandler | null;
}

/**
 * Keeps hold of the memory in which the audio thread says how the console stands, and of what media keys do. To be called
 * before the page opens.
 */
export async function watchConsole(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const Plain = AudioWorkletNode;
    globalThis.AudioWorkletNode = class extends Plain {
      constructor(context: BaseAudioContext, name: string, options?: AudioWorkletNodeOptions) {
        super(context, name, options);
        const shared = (options?.processorOptions as { state?: { shared?: SharedArrayBuffer } } | undefined)?.state
          ?.shared;
        // Behind the sequence word, which has eight bytes for itself.
        if (shared) (globalThis as ProbePage).consoleWords = new Float64Array(shared, 8);
      }
    };
    const { mediaSession } = navigator;
    const register = mediaSession.setActionHandler.bind(mediaSession);
    mediaSession.setActionHandler = (action, handler) => {
      if (action === 'seekto') (globalThis as ProbePage).seekTo = handler;
      register(action, handler);
    };
  });
}

const wordAt = (page: Page, index: number): Promise<number> =>
  page.evaluate((at) => (globalThis as ProbePage).consoleWords?.[at] ?? NaN, index);

export const masterSays = (page: Page, field: MasterField): Promise<number> => wordAt(page, masterWord(field));

/** A field of all decks. */
export const decksSay = (page: Page, field: DeckField): Promise<number[]> =>
  Promise.all(deckIds.map((_, deck) => wordAt(page, deckWord(deck, field))));

/** What is pressed: something on the page, or the media key that seeks the first deck that plays. */
export type Press = { readonly selector: string } | { readonly seekSec: number };

/**
 * Presses something and waits, without a break, until the audio thread renders a deck in a stretch of its track.
 *
 * @returns milliseconds, or NaN after ten seconds
 */
export function untilHeard(
  page: Page,
  deck: number,
  [fromSec, toSec]: readonly [fromSec: number, toSec: number],
  press: Press,
): Promise<number> {
  return page.evaluate(
    async ({ positionAt, playingAt, from, to, what }) => {
      const shared = globalThis as ProbePage;
      const breath = new MessageChannel();
      const breathe = () =>
        new Promise<void>((resolve) => {
          breath.port1.addEventListener('message', () => resolve(), { once: true });
          breath.port2.postMessage(null);
        });
      breath.port1.start();
      const button = 'selector' in what ? document.querySelector<HTMLElement>(what.selector) : null;
      const began = performance.now();
      if ('seekSec' in what) shared.seekTo?.({ action: 'seekto', seekTime: what.seekSec });
      else button?.click();
      while (performance.now() - began < 10_000) {
        const words = shared.consoleWords;
        const position = words?.[positionAt] ?? -1;
        if (words?.[playingAt] === 1 && position > from && position < to) return performance.now() - began;
        await breathe();
      }
      return NaN;
    },
    {
      positionAt: deckWord(deck, 'positionSec'),
      playingAt: deckWord(deck, 'playing'),
      from: fromSec,
      to: toSec,
      what: press,
    },
  );
}
