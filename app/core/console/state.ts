import { deckIds } from './deck-ids.ts';

/** Numbers of one deck in the shared state. */
export const deckFields = [
  'positionSec',
  'slipSec',
  'speed',
  'tempo',
  'playing',
  'previewing',
  'held',
  'cueSec',
  'loopFromSec',
  'loopToSec',
  'looping',
  'slipping',
  'reversed',
  'following',
  'leading',
  'beat',
  'phaseErrorSec',
  'ends',
  'missedFrames',
  'source',
  'peakLeft',
  'peakRight',
  'rmsLeft',
  'rmsRight',
  'fader',
] as const;

export type DeckField = (typeof deckFields)[number];

/** Numbers of the master. */
export const masterFields = [
  'frame',
  'peakLeft',
  'peakRight',
  'rmsLeft',
  'rmsRight',
  'momentaryLufs',
  'limiterGain',
  'micPeak',
  /** Pads that sound, and those that wait for a beat, one bit each. */
  'padsSounding',
  'padsWaiting',
  'samplerPeakLeft',
  'samplerPeakRight',
  'samplerRmsLeft',
  'samplerRmsRight',
  'samplerFader',
  /** Blocks that took longer to render than they last. */
  'lateBlocks',
  /** Time spent rendering, s. */
  'busySec',
] as const;

export type MasterField = (typeof masterFields)[number];

export type Fields<Name extends string> = { -readonly [name in Name]: number };

/** All that the page sees of the console, at one moment. */
export interface ConsoleState {
  readonly master: Fields<MasterField>;
  readonly decks: readonly Fields<DeckField>[];
}

const WORDS = masterFields.length + deckIds.length * deckFields.length;
/** The sequence word stands in front, alone in eight bytes. */
const BYTES = 8 + WORDS * 8;

/** Tickets whose frames are kept for their senders. */
const TICKETS = 1024;

/** State of the console in shared memory: one writer (the audio thread), many readers. */
export interface StateMemory {
  readonly shared: SharedArrayBuffer;
}

export const createStateMemory = (): StateMemory => ({ shared: new SharedArrayBuffer(BYTES + TICKETS * 16) });

const empty = (): ConsoleState => ({
  master: Object.fromEntries(masterFields.map((name) => [name, 0])) as Fields<MasterField>,
  decks: deckIds.map(() => Object.fromEntries(deckFields.map((name) => [name, 0])) as Fields<DeckField>),
});

class StateViews {
  readonly sequence: Int32Array;
  readonly words: Float64Array;
  /** Pairs of ticket and frame. */
  readonly tickets: Float64Array;

  constructor({ shared }: StateMemory) {
    this.sequence = new Int32Array(shared, 0, 1);
    this.words = new Float64Array(shared, 8, WORDS);
    this.tickets = new Float64Array(shared, BYTES, TICKETS * 2);
  }
}

/**
 * The writing end.
 *
 * @thread audio thread; allocates nothing after its construction
 */
export class StateWriter {
  /** What the next {@link publish} writes. */
  readonly state = empty();
  private readonly views: StateViews;

  constructor(memory: StateMemory) {
    this.views = new StateViews(memory);
  }

  publish(): void {
    const { sequence, words } = this.views;
    const { master, decks } = this.state;
    Atomics.add(sequence, 0, 1);
    let at = 0;
    for (let i = 0; i < masterFields.length; i++) words[at++] = master[masterFields[i] as MasterField];
    for (let d = 0; d < decks.length; d++) {
      const deck = decks[d] as Fields<DeckField>;
      for (let i = 0; i < deckFields.length; i++) words[at++] = deck[deckFields[i] as DeckField];
    }
    Atomics.add(sequence, 0, 1);
  }

  /** Tells the sender of an event when it counted. */
  stamp(ticket: number, frame: number): void {
    const at = (ticket % TICKETS) * 2;
    this.views.tickets[at + 1] = frame;
    this.views.tickets[at] = ticket;
  }
}

/** The reading end. */
export class StateReader {
  readonly state = empty();
  private readonly views: StateViews;

  constructor(memory: StateMemory) {
    this.views = new StateViews(memory);
  }

  /** Brings `state` up to date. While the writer writes, the state before stays. */
  read(): ConsoleState {
    const { sequence, words } = this.views;
    for (let tries = 0; tries < 100; tries++) {
      const before = Atomics.load(sequence, 0);
      if (before % 2 !== 0) continue;
      this.copy(words);
      if (Atomics.load(sequence, 0) === before) break;
    }
    return this.state;
  }

  /** Frame at which the event with a ticket counted, or null while it waits. */
  frameOf(ticket: number): number | null {
    const at = (ticket % TICKETS) * 2;
    return this.views.tickets[at] === ticket ? (this.views.tickets[at + 1] as number) : null;
  }

  private copy(words: Float64Array): void {
    let at = 0;
    for (const name of masterFields) this.state.master[name] = words[at++] as number;
    for (const deck of this.state.decks) for (const name of deckFields) deck[name] = words[at++] as number;
  }
}
