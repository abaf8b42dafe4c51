import { describe, expect, it, vi } from 'vitest';
import { ControlBus } from './bus.ts';
import { controlKind, controlsOfDeck, deckPart, firstSides, onceControls, resolve, swapped } from './controls.ts';
import { beatsOf } from './deck-controls.ts';
import { placeOf, valueAt } from './kinds.ts';

describe('the list of controls', () => {
  it('knows its own names and no others', () => {
    const all = [...controlsOfDeck('A'), ...controlsOfDeck('left'), ...onceControls];
    expect(all.filter((name) => controlKind(name) === null)).toEqual([]);
    expect(controlKind('deck.A.hotcue.8')).toEqual({ kind: 'press' });
    expect(controlKind('deck.B.pitch')).toMatchObject({ min: -12, max: 12 });
    for (const name of ['', 'deck.E.play', 'deck.A.', 'deck.A.toString', 'toString', 'deck.A.hotcue.9', 'mixer']) {
      expect(controlKind(name), name).toBeNull();
    }
  });

  it('lets two sides stand for four decks', () => {
    expect(resolve('deck.left.play', firstSides)).toBe('deck.A.play');
    const other = swapped(firstSides, 'right');
    expect(resolve('deck.right.eq.low', other)).toBe('deck.D.eq.low');
    expect(resolve('deck.B.cue', other)).toBe('deck.B.cue');
    expect(resolve('mixer.crossfader', other)).toBe('mixer.crossfader');
    expect(swapped(other, 'right')).toEqual(firstSides);
    expect(deckPart('deck.C.beatloop.1/32')).toEqual({ deck: 'C', control: 'beatloop.1/32' });
  });

  it('reads sizes and turns places into values', () => {
    expect(['1/32', '1', '64'].map(beatsOf)).toEqual([1 / 32, 1, 64]);
    const range = { min: -12, max: 12 };
    expect([0, 0.5, 1, 2].map((place) => valueAt(place, range))).toEqual([-12, 0, 12, 12]);
    expect(placeOf(valueAt(0.3, range), range)).toBeCloseTo(0.3, 12);
  });
});

describe('the control bus', () => {
  it('brings moves to who answers, inside the range, and says when nobody does', () => {
    const bus = new ControlBus();
    const heard = vi.fn();
    const tempo = vi.fn();
    bus.hear(heard);
    expect(bus.send('deck.A.tempo', 0.5)).toBe(false);
    const leave = bus.provide({ 'deck.A.tempo': tempo });
    expect(bus.send('deck.A.tempo', 7)).toBe(true);
    expect(bus.send('deck.A.tempo', Number.NaN)).toBe(false);
    expect(tempo.mock.calls).toEqual([[1]]);
    expect(heard.mock.calls).toEqual([['deck.A.tempo', 1]]);
    const later = vi.fn();
    bus.provide({ 'deck.A.tempo': later });
    leave();
    bus.send('deck.A.tempo', 0);
    expect(later).toHaveBeenCalledOnce();
  });

  it('tells new states once', () => {
    const bus = new ControlBus();
    const told = vi.fn();
    const stop = bus.watch(told);
    bus.tell('deck.A.play', 1);
    bus.tell('deck.A.play', 1);
    stop();
    bus.tell('deck.A.play', 0);
    expect(told.mock.calls).toEqual([['deck.A.play', 1]]);
    expect([bus.read('deck.A.play'), bus.read('deck.B.play')]).toEqual([0, null]);
  });
});
