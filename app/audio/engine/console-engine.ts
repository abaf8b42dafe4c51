import { AppError } from '#contracts/errors/app-error.ts';
import { AS_SOON_AS_POSSIBLE, type ConsoleEvent, type Control } from '#core/console/events.ts';
import { deckIds, type DeckId } from '#core/console/deck-ids.ts';
import type { ConsoleMessage } from '#core/console/protocol.ts';
import type { PageMemory } from '#core/console/source/page-memory.ts';
import type { RingMemory } from '#core/ring/layout.ts';
import { createStateMemory, StateReader, type ConsoleState, type StateMemory } from '#core/console/state.ts';
import type { GridData } from '#core/console/sync/grid-clock.ts';
import { createCaptureNode } from '../capture/capture-node.ts';
import { createConsoleNode } from './console-node.ts';
import { DeckHandle } from './deck-handle.ts';
import { EventLog } from './event-log.ts';
import { KnownSources } from './known-sources.ts';
import { MicrophoneInput } from './microphone-input.ts';
import { MixerHandle } from './mixer-handle.ts';
import { Outputs } from './outputs.ts';
import { SamplerHandle } from './sampler-handle.ts';
import { announceEngine } from './page-engine.ts';
import { stretchBytes } from './stretch-bytes.ts';
import type { NamedTrack, TrackReader } from './track-reader.ts';

/** How often the page looks at what the audio thread says, ms. */
const WATCH_MS = 40;
/** A console on which nothing has moved for so long lets the audio device rest, ms. */
const REST_MS = 60_000;

/** The page's audio: one context and the console in it, told by events and seen through shared state. */
export class ConsoleEngine {
  readonly context: AudioContext;
  readonly outputs: Outputs;
  readonly microphone: MicrophoneInput;
  readonly mixer: MixerHandle;
  readonly sampler: SamplerHandle;
  /** What the numbers in `load` and `grid` events stand for. */
  readonly known = new KnownSources();
  /** Where the audio thread says how the console stands; for workers that look for themselves. */
  readonly memory: StateMemory;
  private readonly node: AudioWorkletNode;
  private readonly stateReader: StateReader;
  private readonly log: EventLog;
  private readonly decks: ReadonlyMap<DeckId, DeckHandle>;
  private readonly tickers = new Set<(state: ConsoleState) => void>();
  private readonly senders = new Set<(control: Control, value: number) => void>();
  private ids = 0;
  private restless = 0;
  private taps = 0;

  private constructor(context: AudioContext, node: AudioWorkletNode, memory: StateMemory, reader: ReaderOf) {
    this.context = context;
    this.node = node;
    this.memory = memory;
    this.stateReader = new StateReader(memory);
    this.log = new EventLog(this.stateReader);
    this.outputs = new Outputs(context, node);
    this.microphone = new MicrophoneInput(context, node);
    this.mixer = new MixerHandle(this);
    this.sampler = new SamplerHandle(this);
    this.decks = new Map(deckIds.map((id, index) => [id, new DeckHandle(this, id, index, () => reader(id))]));
    setInterval(() => this.watch(), WATCH_MS);
  }

  /**
   * Opens the audio device.
   *
   * @param reader makes the reader of a deck when its first track comes
   * @throws AppError `app.not_isolated`
   */
  static async open(reader: ReaderOf): Promise<ConsoleEngine> {
    if (!crossOriginIsolated) throw new AppError('app.not_isolated');
    const context = new AudioContext({ latencyHint: 'interactive' });
    const state = createStateMemory();
    const node = await createConsoleNode(context, { state, stretch: await stretchBytes() });
    const engine = new ConsoleEngine(context, node, state, reader);
    announceEngine(engine);
    return engine;
  }

  deck(id: DeckId): DeckHandle {
    return this.decks.get(id) as DeckHandle;
  }

  /** What the audio thread said last. The object is brought up to date in place at each call. */
  get state(): ConsoleState {
    return this.stateReader.read();
  }

  /** One moment on two clocks: seconds of the audio clock that reach the ear, and epoch milliseconds. */
  get clock(): { readonly audioSec: number; readonly epochMs: number } {
    const { contextTime = 0, performanceTime = 0 } = this.context.getOutputTimestamp();
    const isTold = contextTime > 0 && performanceTime > 0;
    const [audioSec, now] = isTold
      ? [contextTime, performanceTime]
      : [this.context.currentTime - this.context.baseLatency, performance.now()];
    return { audioSec, epochMs: performance.timeOrigin + now };
  }

  /** Seconds between a sample's rendering and the ear. */
  get latencySec(): number {
    return (this.context.outputLatency || this.context.baseLatency || 0) + this.mixer.delaySec;
  }

  /**
   * The one way in which anything on the console moves.
   *
   * @param frame of the audio clock; left out: the next that is rendered
   * @returns the event's ticket
   */
  send(control: Control, value: number, frame = AS_SOON_AS_POSSIBLE): number {
    const event: ConsoleEvent = { frame, control, value };
    const ticket = this.log.add(event);
    this.post({ type: 'event', event, ticket });
    this.restless = performance.now();
    void this.resume();
    for (const listener of this.senders) listener(control, value);
    return ticket;
  }

  /** Whether the event with a ticket has counted. */
  hasCounted(ticket: number): boolean {
    return this.stateReader.frameOf(ticket) !== null;
  }

  /** Hears every event with the frame at which it counted: a mix log is made of these. */
  onEvent(listener: (event: ConsoleEvent) => void): () => void {
    return this.log.listen(listener);
  }

  /** Hears of every event at the moment at which it is sent, by whomever. */
  onSend(listener: (control: Control, value: number) => void): () => void {
    this.senders.add(listener);
    return () => this.senders.delete(listener);
  }

  /** Hears the state some times a second, right after {@link onEvent} has told of all events that made it. */
  onTick(listener: (state: ConsoleState) => void): () => void {
    this.tickers.add(listener);
    return () => this.tickers.delete(listener);
  }

  /** Puts the master into a ring, too, and keeps the clock running, until the returned function is called. */
  async tap(ring: RingMemory): Promise<() => void> {
    const { context, node } = this;
    const { node: tap, close } = await createCaptureNode(context, ring);
    node.connect(tap, 0);
    this.taps++;
    return () => {
      node.disconnect(tap, 0);
      close();
      this.taps--;
    };
  }

  /** See {@link Outputs.hear}; the clock is kept running until the returned function is called. */
  hear(media: HTMLMediaElement): () => void {
    const leave = this.outputs.hear(media);
    this.taps++;
    return () => {
      leave();
      this.taps--;
    };
  }

  /** Makes a track known to the console; its number is what `load` events carry. */
  addSource(pages: PageMemory, grid: GridData | null, track: NamedTrack): number {
    const id = ++this.ids;
    this.known.addSource(id, track, grid);
    this.post({ type: 'source', id, pages, grid });
    return id;
  }

  dropSource(id: number): void {
    this.post({ type: 'drop', id });
  }

  /** Makes a grid known; its number is what `grid` events carry. */
  addGrid(grid: GridData): number {
    const id = ++this.ids;
    this.known.addGrid(id, grid);
    this.post({ type: 'grid', id, grid });
    return id;
  }

  /** Starts the clock. Browsers allow it after a gesture only; without one the promise waits. */
  async resume(): Promise<void> {
    if (this.context.state !== 'running') await this.context.resume();
  }

  private post(message: ConsoleMessage): void {
    this.node.port.postMessage(message);
  }

  private watch(): void {
    const { state } = this;
    this.log.settle();
    for (const listener of this.tickers) listener(state);
    for (const deck of this.decks.values()) deck.watch(state);
    this.sampler.watch(state);
    const isMoving = state.decks.some(({ speed, held }) => speed !== 0 || held !== 0);
    if (isMoving || state.master.padsSounding !== 0 || this.microphone.isOpen || this.taps > 0) {
      this.restless = performance.now();
    } else if (this.context.state === 'running' && performance.now() - this.restless > REST_MS) {
      void this.context.suspend();
    }
  }
}

/** Makes the track reader of a deck. */
export type ReaderOf = (deck: DeckId) => TrackReader;
