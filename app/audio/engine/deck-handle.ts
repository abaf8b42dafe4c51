import { AppError } from '#contracts/errors/app-error.ts';
import type { DeckControl } from '#core/console/controls.ts';
import type { DeckId } from '#core/console/deck-ids.ts';
import type { EffectKind } from '#core/console/fx/effect.ts';
import { effectKinds } from '#core/console/fx/effect.ts';
import type { CrossfaderSide } from '#core/console/mixer/crossfader.ts';
import type { PageMemory } from '#core/console/source/page-memory.ts';
import { PageReader } from '#core/console/source/page-reader.ts';
import type { ConsoleState, DeckField, Fields } from '#core/console/state.ts';
import type { GridData } from '#core/console/sync/grid-clock.ts';
import { autoGainFor } from '#core/deck/auto-gain.ts';
import type { ConsoleEngine } from './console-engine.ts';
import type { NamedTrack, ReadFailure, TrackReader } from './track-reader.ts';

/** Numbers whose change is a change of the deck, even while it plays. */
const WATCHED: readonly DeckField[] = [
  ...(['playing', 'previewing', 'cueSec', 'loopFromSec', 'loopToSec', 'looping', 'source'] as const),
  ...(['slipping', 'reversed', 'following', 'leading', 'held', 'ends'] as const),
];
/** A jump whose audio is not there by then is made all the same, ms. */
const PATIENCE_MS = 1000;

export interface LoadOptions {
  readonly grid?: GridData | null;
  /** Integrated loudness, for auto-gain; null or left out: the track stays as loud as it is. */
  readonly lufs?: number | null;
}

/** One of the three effects of a deck's channel. */
export interface EffectHandle {
  kind(kind: EffectKind): void;
  on(on: boolean): void;
  /** 0 to 1. */
  amount(amount: number): void;
  beats(beats: number): void;
  /** 0 dry, 0.5 both in full, 1 wet alone. */
  mix(mix: number): void;
}

/**
 * One deck and its channel, as the page drives them. Everything that is heard goes through {@link set}, so through an
 * event; what comes back is {@link state}. See `README.md` beside this file.
 */
export class DeckHandle {
  readonly id: DeckId;
  /** Called after a change of the transport, the loop or the track, at most every 40 ms. */
  whenChanged: () => void = () => {};
  /**
   * Called when the loaded track cannot be read from a second on, and again when that is even earlier. The deck stops when
   * it gets there.
   */
  whenFailed: (error: AppError, fromSec: number) => void = () => {};
  private readonly engine: ConsoleEngine;
  private readonly index: number;
  private readonly makeReader: () => TrackReader;
  private reader: TrackReader | null = null;
  private pages: PageReader | null = null;
  private source = 0;
  private failedSec = Infinity;
  private hotCues: readonly number[] = [];
  private loads = 0;
  private jumps = 0;
  /** Where a jump that has not been made yet leads; further steps count from there. */
  private target: number | null = null;
  private targetTicket = Infinity;
  /** What was watched when it was looked at last: {@link WATCHED}, and the position while it stands. */
  private readonly seen = new Float64Array(WATCHED.length + 1).fill(NaN);
  private kept = '';

  constructor(engine: ConsoleEngine, id: DeckId, index: number, makeReader: () => TrackReader) {
    this.engine = engine;
    this.id = id;
    this.index = index;
    this.makeReader = makeReader;
  }

  /** The deck as the audio thread sees it. */
  get state(): Fields<DeckField> {
    return this.engine.state.decks[this.index] as Fields<DeckField>;
  }

  get durationSec(): number {
    return this.pages ? this.pages.frames / this.pages.sampleRate : 0;
  }

  /** The position that is heard now: what the deck renders reaches the ear a little later. On its way to another, that. */
  get heardSec(): number {
    if (this.target !== null) return this.target;
    const { positionSec, speed } = this.state;
    return Math.min(this.durationSec, Math.max(0, positionSec - speed * this.engine.latencySec));
  }

  /** Moves one control. Returns the ticket of the event. */
  set(control: DeckControl, value: number, frame?: number): number {
    return this.engine.send(`${this.id}.${control}`, value, frame);
  }

  /**
   * Puts a track on the deck, standing at its start. Tempo and mixer stay. A later call wins over one that is not done.
   *
   * @returns false when a later call has overtaken this one
   * @throws AppError `deck.load_failed`; the deck keeps what it had
   */
  async load(track: NamedTrack, { grid = null, lufs = null }: LoadOptions = {}): Promise<boolean> {
    const load = ++this.loads;
    this.reader ??= this.makeReader();
    try {
      const memory = await this.reader.open(track.blobHash, (failure) => load === this.loads && this.failed(failure));
      if (load !== this.loads) return false;
      this.putOn(memory, grid, track);
      this.set('autoGain', autoGainFor(lufs));
      return true;
    } catch (error) {
      if (load !== this.loads) return false;
      throw new AppError('deck.load_failed', { title: track.title }, { cause: error });
    }
  }

  private putOn(memory: PageMemory, grid: GridData | null, track: NamedTrack): void {
    const before = this.source;
    this.failedSec = Infinity;
    this.pages = new PageReader(memory);
    this.target = null;
    this.hotCues = [];
    this.kept = '';
    this.source = this.engine.addSource(memory, grid, track);
    this.set('load', this.source);
    if (before > 0) this.engine.dropSource(before);
  }

  /** Takes the track off. */
  unload(): void {
    this.loads++;
    this.set('load', 0);
    void this.reader?.close();
    this.pages = null;
    this.source = 0;
  }

  /** Another grid for the loaded track: it was analysed or edited. */
  setGrid(grid: GridData | null): void {
    this.set('grid', grid ? this.engine.addGrid(grid) : 0);
  }

  setLoudness(lufs: number | null): void {
    this.set('autoGain', autoGainFor(lufs));
  }

  play(): void {
    this.set('play', 1);
  }

  pause(): void {
    this.set('play', 0);
  }

  cueDown(): void {
    this.set('cue', 1);
  }

  cueUp(): void {
    this.set('cue', 0);
  }

  seek(positionSec: number): void {
    void this.go('seek', Math.min(this.durationSec, Math.max(0, positionSec)));
  }

  seekBy(seconds: number): void {
    this.seek((this.target ?? this.state.positionSec) + seconds);
  }

  /** Jumps to a hot cue, on the beat where the deck quantises. Resolves when the jump is on its way. */
  hotCue(positionSec: number): Promise<void> {
    return this.go('hotCue', positionSec);
  }

  /** Runs a saved loop; the play head goes to it when `jump` is set. */
  savedLoop(fromSec: number, toSec: number, jump: boolean): void {
    this.set('loopFrom', fromSec);
    this.set('loopTo', toSec);
    if (jump) void this.go('hotCue', fromSec);
    this.set('loop', 1);
  }

  /** Positions that sound at once when they are jumped to; cue point and loop are kept by themselves. */
  keepReady(hotCuesSec: readonly number[]): void {
    this.hotCues = hotCuesSec;
    this.keep();
  }

  assign(side: CrossfaderSide): void {
    this.set('assign', side);
  }

  effect(slot: 1 | 2 | 3): EffectHandle {
    return {
      kind: (kind) => this.set(`fx${slot}.kind`, effectKinds.indexOf(kind)),
      on: (on) => this.set(`fx${slot}.on`, on ? 1 : 0),
      amount: (amount) => this.set(`fx${slot}.amount`, amount),
      beats: (beats) => this.set(`fx${slot}.beats`, beats),
      mix: (mix) => this.set(`fx${slot}.mix`, mix),
    };
  }

  /** Looks for changes; the engine calls it. */
  watch(state: ConsoleState): void {
    const deck = state.decks[this.index] as Fields<DeckField>;
    if (deck.source !== this.source) return;
    if (this.engine.hasCounted(this.targetTicket)) this.target = null;
    if (deck.playing === 1 && deck.positionSec >= this.failedSec) this.pause();
    if (!this.looksDifferent(deck)) return;
    this.keep();
    this.whenChanged();
  }

  private looksDifferent(deck: Fields<DeckField>): boolean {
    const { seen } = this;
    let isNew = false;
    for (let i = 0; i <= WATCHED.length; i++) {
      const field = WATCHED[i];
      const value = field ? deck[field] : deck.speed === 0 ? deck.positionSec : -1;
      isNew ||= value !== seen[i];
      seen[i] = value;
    }
    return isNew;
  }

  /** Sends a jump as soon as its audio is there. A later jump wins. */
  private async go(control: 'seek' | 'hotCue', positionSec: number): Promise<void> {
    const { pages, reader } = this;
    const jump = ++this.jumps;
    if (!pages || !reader) return;
    this.target = positionSec;
    this.targetTicket = Infinity;
    const frame = Math.round(positionSec * pages.sampleRate);
    if (!pages.has(frame) || !pages.has(frame + pages.sampleRate / 8)) {
      await Promise.race([reader.ensure(frame), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
    }
    if (jump !== this.jumps || pages !== this.pages) return;
    this.targetTicket = this.set(control, positionSec);
  }

  private keep(): void {
    const { pages, reader } = this;
    if (!pages || !reader) return;
    const { cueSec, loopFromSec, looping } = this.state;
    const places = [0, cueSec, ...(looping === 1 ? [loopFromSec] : []), ...this.hotCues];
    const kept = places.join();
    if (kept === this.kept) return;
    this.kept = kept;
    void reader.keep(places.map((seconds) => Math.round(seconds * pages.sampleRate)));
  }

  private failed({ error, fromSec }: ReadFailure): void {
    this.failedSec = fromSec;
    this.whenFailed(AppError.fromData(error), fromSec);
  }
}
