import { ConsoleEngine } from '#audio/engine/console-engine.ts';
import type { TrackReader } from '#audio/engine/track-reader.ts';
import { hearFailure, startDeckAudio } from '#workers/deck-audio/client.ts';
import { DeckController } from './controller.ts';
import type { DeckState } from './deck-state.svelte.ts';
import { MasterLevel } from './master-level.ts';
import type { Hearing } from './hearing/hearing.svelte.ts';
import { MediaKeys } from './media-keys.ts';
import type { MixerState } from './mixer-state.svelte.ts';
import { reflect } from './reflect.ts';

/** What the page shows of the decks; the first call decides. */
export interface DeckSet {
  readonly all: readonly DeckState[];
  readonly mixer: MixerState;
  readonly hearing: Hearing;
  engine: ConsoleEngine | null;
}

let opening: Promise<ReadonlyMap<DeckState, DeckController>> | undefined;

/** The controllers of all decks. The page's only console is opened at the first call, which has to follow a gesture. */
export function controllersOf(set: DeckSet): Promise<ReadonlyMap<DeckState, DeckController>> {
  opening ??= open(set).catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

async function open(set: DeckSet): Promise<ReadonlyMap<DeckState, DeckController>> {
  const { all, mixer, hearing } = set;
  const engine = await ConsoleEngine.open(createReader);
  set.engine = engine;
  const media = new MediaKeys(all);
  const level = new MasterLevel(engine, mixer);
  mixer.attach((control, value) => engine.mixer.set(control, value));
  void hearing.attach(engine, () => level.follow());
  const changed = () => {
    media.update();
    level.follow();
  };
  const controllers = all.map((state) => {
    const share = () => mixer.shareOf(state.channel.assign);
    return [state, new DeckController(state, engine, share, changed)] as const;
  });
  for (const [state, controller] of controllers) state.attach(controller);
  engine.onSend((control, value) => reflect({ all, mixer }, control, value));
  return new Map(controllers);
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
