import { audioOutput } from '#audio/engine/output.ts';
import { DeckController } from './controller.ts';
import type { DeckState } from './deck-state.svelte.ts';

const known = new Map<DeckState, DeckController>();

/** The controller of a deck, made with the deck's place in the audio graph at the first call. */
export function controllerOf(state: DeckState): DeckController {
  const existing = known.get(state);
  if (existing) return existing;
  const controller = new DeckController(state, audioOutput());
  known.set(state, controller);
  state.attach(controller);
  return controller;
}

/** Turns the safety limiter of the master bus on or off. */
export function limitOutput(on: boolean): void {
  audioOutput().master.setLimited(on);
}
