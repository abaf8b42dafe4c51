import type { SetEntry, SetRow, SetTrack } from '#contracts/records/set.ts';
import { deckIds } from '../console/deck-ids.ts';
import type { ConsoleEvent } from '../console/events.ts';
import type { ConsoleState, DeckField, Fields } from '../console/state.ts';
import type { GridData } from '../console/sync/grid-clock.ts';
import { ControlMemory } from './control-memory.ts';

/** What the numbers in events stand for. */
export interface SetNumbers {
  source(id: number): { readonly track: SetTrack; readonly grid: GridData | null } | undefined;
  grid(id: number): GridData | undefined;
}

/** Where a set is written. */
export interface SetSink {
  /** @param frames where the log begins, and where the set does */
  begin(frames: Pick<SetRow, 'settledFrame' | 'firstFrame'>, entries: readonly SetEntry[]): void;
  add(entries: readonly SetEntry[]): void;
  /** The set goes on until this frame, at least. */
  reach(endFrame: number): void;
  end(endFrame: number): void;
}

/** How long nothing moves until a set is over by itself, ms. */
export const QUIET_MS = 3 * 60_000;
/** What may still ring behind the last movement, s. */
const TAIL_SEC = 3;
/** After so long without movement nothing of before is left: echoes, the release of the limiter, s. */
const SETTLE_SEC = 4;
/** Farther back than this a log never begins, s: whoever listens to cue points for minutes makes no long start. */
const MOST_BEFORE_SEC = 20;
/** Seconds between two looks at a moving deck. */
const SEEN_SEC = 1;

const isMovingIn = ({ master, decks }: ConsoleState): boolean => master.padsSounding !== 0 || decks.some(moves);
const moves = ({ speed, playing, previewing, held }: Fields<DeckField>): boolean =>
  speed !== 0 || playing !== 0 || previewing !== 0 || held !== 0;

/**
 * Tells when a set begins and ends, and what belongs to it. It begins with the first play; what it needs to know of the
 * time before, it knows: where all controls stood when all was still and silent for the last time, and every event since.
 */
export class SetWatch {
  private readonly numbers: SetNumbers;
  private readonly sink: SetSink;
  private readonly sampleRate: number;
  private readonly quietMs: number;
  private readonly memory = new ControlMemory();
  /** Events since all was still and silent; none of them in the memory yet. */
  private waiting: ConsoleEvent[] = [];
  private settledFrame = 0;
  private settledDecks: readonly Fields<DeckField>[] | null = null;
  /** When nothing moved for the last time. */
  private stillFrame = 0;
  private runs = false;
  /** A set was finished while music plays: the next begins after it has ended. */
  private rests = false;
  private told = new Set<number>();
  private seenFrame = -Infinity;
  private movedFrame = -Infinity;
  private movedMs = 0;

  constructor(numbers: SetNumbers, sink: SetSink, sampleRate: number, quietMs = QUIET_MS) {
    this.quietMs = quietMs;
    this.numbers = numbers;
    this.sink = sink;
    this.sampleRate = sampleRate;
  }

  get isRunning(): boolean {
    return this.runs;
  }

  /** An event has counted. Events come in order. */
  event(event: ConsoleEvent): void {
    if (!this.runs && !this.rests) return void this.waiting.push(event);
    this.memory.take(event);
    if (!this.runs) return;
    this.sink.add([...this.tell(event), { kind: 'move', ...event }]);
  }

  /**
   * To be called some times a second, with a state that all events until now have made.
   *
   * @param nowMs of a clock that never stands
   */
  tick(state: ConsoleState, nowMs: number): void {
    const { frame } = state.master;
    const isMoving = isMovingIn(state);
    if (this.runs) return this.follow(state, isMoving, nowMs);
    if (!isMoving) return this.rest(frame, state.decks);
    this.movedFrame = frame;
    if (!this.rests && state.decks.some(({ playing }) => playing !== 0)) this.begin(nowMs);
  }

  /** Ends the set now. */
  finish(state: ConsoleState): void {
    if (!this.runs) return;
    this.rests = true;
    this.end(state);
  }

  private end({ master, decks }: ConsoleState): void {
    this.runs = false;
    this.sink.add(this.memory.before(decks).map((setting) => ({ kind: 'after', ...setting })));
    this.sink.end(this.endAt(master.frame));
  }

  private rest(frame: number, decks: readonly Fields<DeckField>[]): void {
    this.stillFrame = frame;
    const isSettled = frame - this.movedFrame >= SETTLE_SEC * this.sampleRate;
    const isLong = frame - this.settledFrame >= MOST_BEFORE_SEC * this.sampleRate;
    if (!isSettled && !isLong && !this.rests) return;
    this.rests = false;
    for (const event of this.waiting) this.memory.take(event);
    this.waiting = [];
    this.settledFrame = frame;
    // Before its first block a console has said nothing, and is as it was made.
    this.settledDecks = frame === 0 ? null : decks.map((deck) => ({ ...deck }));
  }

  private begin(nowMs: number): void {
    this.runs = true;
    this.told = new Set();
    this.seenFrame = -Infinity;
    const { settledFrame, stillFrame: firstFrame } = this;
    const before = this.memory.before(this.settledDecks);
    const entries: SetEntry[] = [
      ...before.flatMap(({ control, value }) => [
        ...this.tell({ control, value, frame: settledFrame }),
        { kind: 'before', control, value } as const,
      ]),
      ...this.waiting.flatMap((event) => [...this.tell(event), { kind: 'move', ...event } as const]),
    ];
    for (const event of this.waiting) this.memory.take(event);
    this.waiting = [];
    this.movedMs = nowMs;
    this.sink.begin({ settledFrame, firstFrame }, entries);
  }

  private follow(state: ConsoleState, isMoving: boolean, nowMs: number): void {
    const { frame } = state.master;
    if (isMoving) {
      this.movedFrame = frame;
      this.movedMs = nowMs;
      if (frame - this.seenFrame >= SEEN_SEC * this.sampleRate) this.look(state);
    }
    this.sink.reach(this.endAt(frame));
    if (nowMs - this.movedMs >= this.quietMs) this.end(state);
  }

  private endAt(frame: number): number {
    return Math.min(frame, this.movedFrame + TAIL_SEC * this.sampleRate);
  }

  private look({ master: { frame }, decks }: ConsoleState): void {
    this.seenFrame = frame;
    const seen = deckIds.flatMap((deck, index): SetEntry[] => {
      const { speed, positionSec, tempo } = decks[index] as Fields<DeckField>;
      return speed === 0 ? [] : [{ kind: 'seen', frame, deck, positionSec, tempo }];
    });
    if (seen.length > 0) this.sink.add(seen);
  }

  /** What a number stands for, the first time that it is named. */
  private tell({ control, value: id }: ConsoleEvent): SetEntry[] {
    const isLoad = control.endsWith('.load');
    if ((!isLoad && !control.endsWith('.grid')) || id === 0 || this.told.has(id)) return [];
    this.told.add(id);
    if (!isLoad) {
      const grid = this.numbers.grid(id);
      return grid ? [{ kind: 'grid', id, grid }] : [];
    }
    const source = this.numbers.source(id);
    return source ? [{ kind: 'source', id, ...source }] : [];
  }
}
