import type { ConsoleEvent } from '../console/events.ts';
import type { Control } from '../console/events.ts';
import { deckIds } from '../console/deck-ids.ts';
import { padNames } from '../console/sampler/pads.ts';
import type { DeckField, Fields } from '../console/state.ts';

/** Controls whose last value says all about them. The rest of a deck is told by its state; every pad is silent. */
const kept = new Set([
  ...['repeat', 'quantize', 'bend', 'keyLock', 'pitch'],
  ...['gain', 'autoGain', 'low', 'mid', 'high', 'filter', 'fader', 'assign', 'phones'],
  ...[1, 2, 3].flatMap((slot) => ['kind', 'on', 'amount', 'beats', 'mix'].map((name) => `fx${slot}.${name}`)),
  ...padNames.flatMap((pad) => ['load', 'mode', 'gain', 'quantize', 'sync'].map((name) => `${pad}.${name}`)),
]);

/**
 * Remembers where all controls of a console stand that it was told of, so that another console can be brought to the
 * same place.
 */
export class ControlMemory {
  private readonly values = new Map<Control, number>();
  /** Grids that were given to the loaded tracks later than with their loading. */
  private readonly grids = new Map<string, number>();

  /** An event has counted. */
  take({ control, value }: ConsoleEvent): void {
    const dot = control.indexOf('.');
    const owner = control.slice(0, dot);
    const name = control.slice(dot + 1);
    if (name === 'load') this.grids.delete(owner);
    else if (name === 'grid') this.grids.set(owner, value);
    else if (owner === 'mixer' || kept.has(name)) this.values.set(control, value);
  }

  /**
   * What brings a fresh console to where this one stands, in order. Every deck stands still.
   *
   * @param decks as the console says they are; null before its first block
   */
  before(decks: readonly Fields<DeckField>[] | null): { readonly control: Control; readonly value: number }[] {
    const settings = [...this.values].map(([control, value]) => ({ control, value }));
    return [...settings, ...deckIds.flatMap((id, index) => this.deck(id, decks?.[index]))];
  }

  private deck(id: (typeof deckIds)[number], deck: Fields<DeckField> | undefined) {
    if (!deck) return [];
    const set = (name: string, value: number) => ({ control: `${id}.${name}` as Control, value });
    const motion = [set('tempo', deck.tempo), set('sync', deck.following), set('reverse', deck.reversed)];
    if (deck.source === 0) return motion;
    const grid = this.grids.get(id);
    return [
      set('load', deck.source),
      ...(grid === undefined ? [] : [set('grid', grid)]),
      ...motion,
      set('loopFrom', deck.loopFromSec),
      set('loopTo', deck.loopToSec),
      set('loop', deck.looping),
      // Behind the loop, which moves who stands behind its end, and before slip, which remembers the place.
      set('placeAt', deck.positionSec),
      set('placeCue', deck.cueSec),
      set('slip', deck.slipping),
    ];
  }
}
