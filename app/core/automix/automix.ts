import type { MixFacts } from './facts.ts';
import { placesAt } from './places.ts';
import { transitions, type Transition } from './transition.ts';

/** One of the two decks that take turns. */
export type Side = 0 | 1;

/** How a deck is at this moment. */
export interface DeckView {
  readonly positionSec: number;
  /** Track seconds for each second; 1 is the track's own tempo. */
  readonly speed: number;
  readonly playing: boolean;
  /** Place of the tempo: 1 is the track's own. */
  readonly tempo: number;
  readonly durationSec: number;
}

/** Decks and clock as the automix sees and moves them. */
export interface AutomixHost<Item> {
  /** Frames of the audio clock that are rendered. */
  readonly frame: number;
  readonly sampleRate: number;
  view(side: Side): DeckView;
  /** Puts a track on a deck that does not sound. @throws when it cannot be played */
  load(side: Side, item: Item): Promise<MixFacts>;
  seek(side: Side, positionSec: number): void;
  /** @param frame at which it starts; left out: now */
  play(side: Side, frame?: number): void;
  pause(side: Side): void;
  fader(side: Side, place: number): void;
  low(side: Side, place: number): void;
  /** The deck follows the other's beat, or is free. */
  follow(side: Side, on: boolean): void;
  tempo(side: Side, rate: number): void;
}

/** Gives the next track; null when there is none. Asked once for each. */
export type NextItem<Item> = () => Item | null;

/** What is told to whoever shows it. */
export type AutomixEvent<Item> =
  | { readonly type: 'playing' | 'next'; readonly item: Item }
  | { readonly type: 'skipped'; readonly item: Item; readonly error: unknown }
  | { readonly type: 'ended'; readonly reason: 'empty' | 'unplayable' };

/** A start is handed to the audio clock so long before, s: longer than a tick of a page in the background. */
const AHEAD_SEC = 1.6;
/** Tempo goes back to the track's own over so many seconds after a transition. */
const MORPH_SEC = 16;
/** So many tracks in a row that cannot be played end it. */
const MOST_FAILURES = 20;

/** A track on a deck, with what is known of it. */
export interface Loaded<Item> {
  readonly item: Item;
  readonly facts: MixFacts;
}

/**
 * Plays one track after the other on two decks, each going over into the next on the beat. To be driven by {@link tick},
 * about every 30 ms while something fades, at least once a second; late ticks make fades coarser, never late starts.
 *
 * Nothing that goes wrong stops it but an empty list: what cannot be loaded is skipped, what is not there in time is
 * faded in as soon as it is.
 */
export class Automix<Item> {
  readonly #host: AutomixHost<Item>;
  readonly #next: NextItem<Item>;
  readonly #tell: (event: AutomixEvent<Item>) => void;
  #side: Side = 0;
  #now: Loaded<Item> | null = null;
  #coming: Loaded<Item> | null = null;
  #plan: Transition | null = null;
  #loading = false;
  #exhausted = false;
  #failures = 0;
  #ended = false;
  /** Frame at which the second starts, once it is handed to the clock. */
  #startFrame: number | null = null;
  #morph: { readonly from: number; readonly frame: number } | null = null;

  constructor(host: AutomixHost<Item>, next: NextItem<Item>, tell: (event: AutomixEvent<Item>) => void = () => {}) {
    this.#host = host;
    this.#next = next;
    this.#tell = tell;
  }

  /** Takes over two decks that are loaded already; `side` is the one that plays, or will. */
  adopt(side: Side, now: Loaded<Item>, coming: Loaded<Item>): void {
    this.#side = side;
    this.#now = now;
    this.#coming = coming;
    this.#arrange(now, coming);
  }

  /** Goes over as is said instead of as was planned. False when it is too late for that. */
  use(plan: Transition): boolean {
    if (!this.#coming || this.#startFrame !== null) return false;
    this.#wait(plan);
    return true;
  }

  /** The deck whose track is the present one. */
  get side(): Side {
    return this.#side;
  }

  /** How the present track will go over, once the next one is known. */
  get plan(): Transition | null {
    return this.#plan;
  }

  get isInTransition(): boolean {
    return this.#startFrame !== null && this.#host.frame >= this.#startFrame;
  }

  get hasEnded(): boolean {
    return this.#ended;
  }

  /** Looks at the decks and does what is due. */
  tick(): void {
    if (this.#ended) return;
    if (!this.#now) return this.#begin();
    this.#fetch();
    if (this.#startFrame !== null) return this.#follow(this.#startFrame);
    this.#morphTempo();
    this.#prepare();
  }

  /** Goes over into the next track now instead of at the planned place. False when it is not there yet. */
  skip(): boolean {
    if (!this.#coming || this.#startFrame !== null) return false;
    const { positionSec, durationSec } = this.#host.view(this.#side);
    const lengthSec = Math.max(0.5, Math.min(8, durationSec - positionSec));
    this.#plan = { ...(this.#plan as Transition), kind: 'fade', outSec: positionSec, beats: 0, lengthSec };
    this.#prepare();
    return true;
  }

  get #other(): Side {
    return this.#side === 0 ? 1 : 0;
  }

  #begin(): void {
    if (this.#coming) {
      const side = this.#side;
      this.#now = this.#coming;
      this.#coming = null;
      this.#reset(side);
      this.#host.play(side);
      this.#tell({ type: 'playing', item: this.#now.item });
      return;
    }
    if (this.#exhausted) return this.#end('empty');
    this.#load(this.#side);
  }

  /** Loads the next track as soon as its deck is free. */
  #fetch(): void {
    if (!this.#coming && this.#startFrame === null) this.#load(this.#other);
    if (this.#exhausted && !this.#coming && !this.#loading && !this.#isSounding()) this.#end('empty');
  }

  #isSounding(): boolean {
    const { playing, positionSec, durationSec } = this.#host.view(this.#side);
    return playing || positionSec < durationSec - 0.05;
  }

  #load(side: Side): void {
    if (this.#loading || this.#exhausted) return;
    const item = this.#next();
    if (item === null) {
      this.#exhausted = true;
      return;
    }
    this.#loading = true;
    this.#host.load(side, item).then(
      (facts) => {
        this.#loading = false;
        this.#failures = 0;
        if (this.#ended) return;
        this.#coming = { item, facts };
        if (this.#now) this.#arrange(this.#now, this.#coming);
      },
      (error: unknown) => {
        this.#loading = false;
        if (this.#ended) return;
        this.#tell({ type: 'skipped', item, error });
        if (++this.#failures >= MOST_FAILURES) this.#exhausted = true;
        if (this.#failures >= MOST_FAILURES && !this.#now) this.#end('unplayable');
      },
    );
  }

  /** Decides how to go over; what is already behind the play head is out of the question. */
  #arrange(now: Loaded<Item>, coming: Loaded<Item>): void {
    const { positionSec } = this.#host.view(this.#side);
    const ways = transitions(now.facts, coming.facts);
    const soonest = positionSec + 1;
    this.#wait(ways.find(({ outSec }) => outSec > soonest) ?? (ways.at(-1) as Transition));
    this.#tell({ type: 'next', item: coming.item });
  }

  /** Brings the next track to where it begins. */
  #wait(plan: Transition): void {
    this.#plan = plan;
    const side = this.#other;
    this.#reset(side);
    this.#host.fader(side, 0);
    this.#host.follow(side, plan.kind === 'blend');
    this.#host.seek(side, plan.inSec);
  }

  /** Hands the start of the next track to the audio clock when it is near. */
  #prepare(): void {
    const { plan } = this;
    if (!plan || !this.#coming) return;
    const { positionSec, speed, playing } = this.#host.view(this.#side);
    const { frame, sampleRate } = this.#host;
    const hasStopped = !playing && !this.#isSounding();
    if (!playing && !hasStopped) return;
    const left = hasStopped ? 0 : (plan.outSec - positionSec) / Math.max(0.1, speed);
    if (left > AHEAD_SEC) return;
    const side = this.#other;
    if (left > 0) {
      this.#startFrame = Math.round(frame + left * sampleRate);
      this.#host.play(side, this.#startFrame);
    } else {
      // Too late for the planned place: in at once, and without a beat to keep where nothing plays any more.
      this.#startFrame = frame;
      if (hasStopped) this.#host.follow(side, false);
      this.#host.play(side);
    }
  }

  /** Moves both channels as the transition wants. */
  #follow(startFrame: number): void {
    const plan = this.#plan as Transition;
    const { frame, sampleRate } = this.#host;
    if (frame < startFrame) return;
    const [first, second] = [this.#side, this.#other];
    const view = this.#host.view(first);
    const sec = plan.lengthSec / Math.max(0.1, view.playing ? view.speed : 1);
    const share = view.playing ? (frame - startFrame) / (sec * sampleRate) : 1;
    const places = placesAt(plan.kind, share);
    this.#host.fader(first, places.firstFader);
    this.#host.fader(second, places.secondFader);
    this.#host.low(first, places.firstLow);
    this.#host.low(second, places.secondLow);
    if (share >= 1) this.#turn();
  }

  /** The next track is the present one from now on. */
  #turn(): void {
    const before = this.#side;
    this.#side = this.#other;
    this.#now = this.#coming;
    this.#coming = null;
    this.#plan = null;
    this.#startFrame = null;
    const { tempo } = this.#host.view(this.#side);
    this.#host.pause(before);
    this.#host.follow(this.#side, false);
    this.#host.tempo(this.#side, tempo);
    this.#morph = { from: tempo, frame: this.#host.frame };
    this.#reset(before);
    this.#tell({ type: 'playing', item: (this.#now as Loaded<Item>).item });
  }

  #morphTempo(): void {
    const morph = this.#morph;
    if (!morph || !this.#host.view(this.#side).playing) return;
    const share = Math.min(1, (this.#host.frame - morph.frame) / (MORPH_SEC * this.#host.sampleRate));
    this.#host.tempo(this.#side, morph.from + (1 - morph.from) * share);
    if (share === 1) this.#morph = null;
  }

  #reset(side: Side): void {
    this.#host.follow(side, false);
    this.#host.tempo(side, 1);
    this.#host.fader(side, 1);
    this.#host.low(side, 0);
  }

  #end(reason: 'empty' | 'unplayable'): void {
    this.#ended = true;
    this.#tell({ type: 'ended', reason });
  }
}
