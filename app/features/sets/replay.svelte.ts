import type { ConsoleEngine } from '#audio/engine/console-engine.ts';
import { pageEngine } from '#audio/engine/page-engine.ts';
import type { SetRow } from '#contracts/records/set.ts';
import type { Track } from '#contracts/records/track.ts';
import { deckIds, type DeckId } from '#core/console/deck-ids.ts';
import { padNames, SAMPLER } from '#core/console/sampler/pads.ts';
import type { ConsoleEvent } from '#core/console/events.ts';
import type { SetDocument, SetSource } from '#core/set/document.ts';
import { isPadLoad, samplesOf, Score, standAtEnd, type Stand } from '#core/set/score.ts';
import { findTrackByHash } from '#storage/library/tracks.ts';
import { sets } from './sets.svelte.ts';

/** Events are sent so long before they count, s. */
const AHEAD_SEC = 0.4;
/** From the last load of the beginning to the first frame, s. */
const START_SEC = 0.5;
const TURN_MS = 50;

/** Moves that follow by themselves when a track is loaded: no touch of a person. */
const FOLLOWS_LOAD = /\.(load|grid|autoGain)$/;

/** What a replay needs of the decks; given from outside, since this feature does not know theirs. */
export interface ReplayDecks {
  /** Opens the audio; called after a gesture. */
  open(): Promise<void>;
  load(track: Track, deck: DeckId): Promise<void>;
  /** Makes a sample known to the console; returns its number there. */
  invite(sample: SetSource): Promise<number>;
  /** Gives the pads their own samples back. */
  restore(): void;
}

/** Plays a set again on the decks, until it ends or somebody touches a control. Then the music is theirs. */
class Replay {
  setId = $state<string | null>(null);
  elapsedSec = $state(0);
  #stop: () => void = () => {};
  #restore: () => void = () => {};

  /** @throws AppError `app.not_isolated`, `storage.*` */
  async start(row: SetRow, document: SetDocument, decks: ReplayDecks): Promise<void> {
    if (this.setId !== null) return;
    this.setId = row.id;
    this.elapsedSec = 0;
    try {
      await decks.open();
      const engine = pageEngine();
      if (!engine) throw new Error('the decks did not open');
      await engine.resume();
      sets.finish();
      sets.discard(true);
      this.#restore = () => decks.restore();
      this.#stop = await play(engine, document, decks, {
        tell: (seconds) => (this.elapsedSec = seconds),
        over: (isTouched) => this.#over(isTouched),
      });
    } catch (error) {
      this.#over(true);
      throw error;
    }
  }

  /** Puts everything on the decks as it stood when the set ended, without playing. */
  async reopen(document: SetDocument, decks: ReplayDecks): Promise<void> {
    await decks.open();
    const engine = pageEngine();
    if (!engine || this.setId !== null) return;
    await engine.resume();
    sets.finish();
    const known = await invite(document, decks);
    await putOn(standAtEnd(document), decks, (event) => engine.send(event.control, numbered(event, known)));
  }

  /** Ends it; the decks pause. */
  stop(): void {
    this.#stop();
    const engine = pageEngine();
    for (const deck of deckIds) engine?.send(`${deck}.play`, 0);
    this.#over(false);
  }

  #over(isTouched: boolean): void {
    this.#stop();
    this.#stop = () => {};
    this.setId = null;
    this.#restore();
    this.#restore = () => {};
    if (isTouched) return sets.discard(false);
    sets.finish();
  }
}

interface Listener {
  tell(seconds: number): void;
  over(isTouched: boolean): void;
}

async function load(decks: ReplayDecks, deck: DeckId, blobHash: string | undefined): Promise<void> {
  const track = blobHash === undefined ? undefined : await findTrackByHash(blobHash);
  if (track) await decks.load(track, deck);
}

/** Brings the samples of a set to the console; one whose audio is gone stays silent. */
async function invite(document: SetDocument, decks: ReplayDecks): Promise<ReadonlyMap<number, number>> {
  const known = new Map<number, number>();
  for (const [id, sample] of samplesOf(document)) {
    const own = await decks.invite(sample).catch(() => null);
    if (own !== null) known.set(id, own);
  }
  return known;
}

/** An event's value here: sources have other numbers than they had then. */
const numbered = (event: ConsoleEvent, known: ReadonlyMap<number, number>): number =>
  isPadLoad(event) ? (known.get(event.value) ?? 0) : event.value;

/** Stops all decks, and brings controls and tracks to where they are to stand. */
async function putOn({ settings, loaded }: Stand, decks: ReplayDecks, send: (event: ConsoleEvent) => void) {
  for (const deck of deckIds) send({ frame: -1, control: `${deck}.play`, value: 0 });
  for (const pad of padNames) send({ frame: -1, control: `${SAMPLER}.${pad}.stop`, value: 1 });
  for (const event of settings) send(event);
  for (const { deck, blobHash, places } of loaded) {
    await load(decks, deck, blobHash);
    for (const event of places) send(event);
  }
}

/** Returns the function that ends it at once. */
async function play(
  engine: ConsoleEngine,
  document: SetDocument,
  decks: ReplayDecks,
  { tell, over }: Listener,
): Promise<() => void> {
  const score = new Score(document);
  let isSending = false;
  const known = await invite(document, decks);
  const send = (event: ConsoleEvent, at = event.frame) => {
    isSending = true;
    engine.send(event.control, numbered(event, known), at);
    isSending = false;
  };
  await putOn(score.start, decks, (event) => send(event, -1));
  const offset = engine.state.master.frame + Math.round(START_SEC * document.sampleRate) - document.settledFrame;
  const loading = new Map<DeckId, ConsoleEvent[]>();
  const turn = () => {
    const now = engine.state.master.frame - offset;
    for (const { deck, blobHash } of score.loadsUntil(now)) {
      const held: ConsoleEvent[] = loading.get(deck) ?? [];
      loading.set(deck, held);
      void load(decks, deck, blobHash)
        .catch(() => undefined)
        .then(() => {
          loading.delete(deck);
          for (const event of held) send(event, event.frame + offset);
        });
    }
    for (const event of score.movesUntil(now + AHEAD_SEC * document.sampleRate)) {
      const held = loading.get(event.control.slice(0, 1) as DeckId);
      if (held && event.control.charAt(1) === '.') held.push(event);
      else send(event, event.frame + offset);
    }
    tell(Math.max(0, (now - document.firstFrame) / document.sampleRate));
    if (now < document.endFrame) return;
    for (const deck of deckIds) send({ frame: -1, control: `${deck}.play`, value: 0 });
    over(false);
  };
  const timer = setInterval(turn, TURN_MS);
  const leave = engine.onSend((control) => {
    if (!isSending && !FOLLOWS_LOAD.test(control)) over(true);
  });
  return () => {
    clearInterval(timer);
    leave();
  };
}

export const replay = new Replay();
