import { ConsoleEngine } from '#audio/engine/console-engine.ts';
import type { TrackReader } from '#audio/engine/track-reader.ts';
import { hearFailure, startDeckAudio } from '#workers/deck-audio/client.ts';
import { DeckController } from './controller.ts';
import type { DeckState } from './deck-state.svelte.ts';

const known = new Map<DeckState, Promise<DeckController>>();
let opening: Promise<ConsoleEngine> | undefined;

/** The page's only console, opened at the first call, which has to follow a gesture. */
function consoleEngine(): Promise<ConsoleEngine> {
  opening ??= ConsoleEngine.open(createReader);
  return opening;
}

function createReader(): TrackReader {
  const { api } = startDeckAudio();
  return {
    open: (blobHash, onFailure) => api.open(blobHash, hearFailure(onFailure)),
    ensure: (frame) => api.ensure(frame),
    keep: (frames) => api.keep(frames),
    close: () => api.close(),
  };
}

/** The controller of a deck, made at the first call. */
export function controllerOf(state: DeckState): Promise<DeckController> {
  const controller = known.get(state) ?? create(state);
  known.set(state, controller);
  return controller;
}

async function create(state: DeckState): Promise<DeckController> {
  const controller = new DeckController(state, await consoleEngine());
  state.attach(controller);
  return controller;
}

/** Turns the safety limiter of the master on or off. */
export async function limitOutput(on: boolean): Promise<void> {
  (await consoleEngine()).mixer.limit(on);
}
