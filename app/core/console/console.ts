import { BLOCK, createStereo, silence, type Stereo } from './block.ts';
import { Channel } from './channel/channel.ts';
import { controlNamed } from './controls.ts';
import { deckIds } from './deck-ids.ts';
import { Deck } from './deck/deck.ts';
import { AS_SOON_AS_POSSIBLE, EventQueue, type ConsoleEvent, type Queued } from './events.ts';
import { crossfaderGain, type CrossfaderCurve, type CrossfaderSide } from './mixer/crossfader.ts';
import { Headphones } from './mixer/headphones.ts';
import { LevelMeter } from './mixer/level-meter.ts';
import { Limiter } from './mixer/limiter.ts';
import { Microphone } from './mixer/microphone.ts';
import { Momentary } from './mixer/momentary.ts';
import { Smooth } from './smooth.ts';
import type { PageMemory } from './source/page-memory.ts';
import { Sampler } from './sampler/sampler.ts';
import { PADS, SAMPLER_CHANNEL } from './sampler/pads.ts';
import { PageReader, type PageSupply } from './source/page-reader.ts';
import { Stretcher } from './stretch/stretcher.ts';
import { GridClock, type GridData } from './sync/grid-clock.ts';
import { Sync } from './sync/sync.ts';

export interface ConsoleOptions {
  readonly sampleRate: number;
  /** The compiled stretcher; without it tempo and pitch go together. */
  readonly stretch: WebAssembly.Module | null;
}

interface Source {
  readonly reader: PageReader;
  readonly grid: GridClock | null;
}

/**
 * The whole DJ console: four decks and a sampler, their channels, master, headphones and microphone. It is told by events only, and
 * the same events give the same samples, in the audio thread and offline. Adding sources and events may allocate;
 * {@link process} does not.
 */
export class Console {
  readonly decks: readonly Deck[];
  /** Those of the decks, then that of the sampler. */
  readonly channels: readonly Channel[];
  readonly sampler: Sampler;
  readonly sync: Sync;
  readonly limiter: Limiter;
  readonly phones: Headphones;
  readonly microphone: Microphone;
  readonly master: Smooth;
  readonly meter: LevelMeter;
  readonly micMeter: LevelMeter;
  readonly momentary: Momentary;
  crossfader = 0;
  curve: CrossfaderCurve = 'power';
  isHamster = false;
  /** Source on each deck, then on each pad; 0 for none. */
  readonly loaded: number[] = Array.from({ length: deckIds.length + PADS }, () => 0);
  /** Called with the ticket of an event and the frame at which it counted. */
  whenApplied: (ticket: number, frame: number) => void = () => {};
  private readonly queue = new EventQueue();
  private readonly sources = new Map<number, Source>();
  /** Sources to forget when their deck or pad gets another. */
  private readonly retired = new Set<number>();
  private readonly grids = new Map<number, GridClock>();
  private readonly voice: Stereo = createStereo(BLOCK);
  private frame = 0;

  constructor({ sampleRate, stretch }: ConsoleOptions) {
    this.decks = deckIds.map(() => new Deck(sampleRate, stretch && new Stretcher(stretch, sampleRate)));
    this.channels = Array.from({ length: SAMPLER_CHANNEL + 1 }, () => new Channel(sampleRate));
    this.sync = new Sync(this.decks, sampleRate);
    this.sampler = new Sampler(sampleRate);
    this.limiter = new Limiter(sampleRate);
    this.phones = new Headphones(sampleRate, this.limiter.delay);
    this.microphone = new Microphone(sampleRate);
    this.master = new Smooth(1, sampleRate);
    this.meter = new LevelMeter(sampleRate);
    this.micMeter = new LevelMeter(sampleRate);
    this.momentary = new Momentary(sampleRate);
  }

  /** Frame of the clock that is rendered next. */
  get now(): number {
    return this.frame;
  }

  /**
   * Makes a track known under a number of 1 or more.
   *
   * @param supply brings a page at once that is not there; only where waiting is allowed
   */
  addSource(id: number, pages: PageMemory, grid: GridData | null, supply?: PageSupply): void {
    this.sources.set(id, { reader: new PageReader(pages, supply), grid: grid && new GridClock(grid) });
  }

  /** Forgets a track, as soon as it is on no deck and no pad. */
  dropSource(id: number): void {
    if (this.loaded.includes(id)) this.retired.add(id);
    else {
      this.sources.delete(id);
      this.retired.delete(id);
    }
  }

  addGrid(id: number, grid: GridData): void {
    this.grids.set(id, new GridClock(grid));
  }

  /** Puts a track on a deck; 0 takes it off. */
  load(deck: number, id: number): void {
    const source = this.sources.get(id);
    this.decks[deck]?.load(source?.reader ?? null, source?.grid ?? null);
    this.put(deck, source ? id : 0);
  }

  /** Puts a sample on a pad; 0 takes it off. */
  loadPad(pad: number, id: number): void {
    const source = this.sources.get(id);
    this.sampler.pads[pad]?.load(source?.reader ?? null, source?.grid ?? null);
    this.put(deckIds.length + pad, source ? id : 0);
  }

  /** A press of a pad, at the very frame that is rendered next. */
  pressPad(pad: number): void {
    this.sampler.pads[pad]?.press(this.leader);
  }

  private get leader(): Deck | null {
    return this.decks[this.sync.leader] ?? null;
  }

  private put(place: number, id: number): void {
    const before = this.loaded[place] as number;
    this.loaded[place] = id;
    if (this.retired.has(before)) this.dropSource(before);
  }

  grid(id: number): GridClock | null {
    return this.grids.get(id) ?? null;
  }

  /** Queues an event. Unknown controls and values that are no numbers are left out. */
  add({ frame, control: name, value }: ConsoleEvent, ticket = 0): void {
    const control = controlNamed(name);
    if (!control || !Number.isFinite(value) || !Number.isFinite(frame)) return;
    if (control.name.endsWith('.kind')) this.prepareEffect(control.channel, control.name, value);
    this.queue.add({ frame: frame === AS_SOON_AS_POSSIBLE ? this.frame : frame, control, value, ticket });
  }

  /** Gains of all channels after a move of the crossfader. */
  crossfade(): void {
    const place = this.isHamster ? -this.crossfader : this.crossfader;
    for (const { cross, side } of this.channels) {
      cross.target = crossfaderGain(this.curve, place, side as CrossfaderSide);
    }
  }

  /**
   * Renders the block that begins at frame `at` of the clock.
   *
   * @param mic the microphone's block, or null
   * @param count at most {@link BLOCK}
   */
  process(at: number, mic: Stereo | null, master: Stereo, phones: Stereo, count: number): void {
    this.frame = at;
    for (let done = 0; done < count;) {
      while (this.queue.next <= this.frame) this.apply(this.queue.take());
      const run = Math.min(count - done, this.queue.next - this.frame);
      this.render(mic, master, phones, done, run);
      done += run;
      this.frame += run;
    }
  }

  private apply({ control, value, ticket }: Queued): void {
    control.apply(this, value);
    if (ticket > 0) this.whenApplied(ticket, this.frame);
  }

  private render(mic: Stereo | null, master: Stereo, phones: Stereo, from: number, count: number): void {
    const to = from + count;
    silence(master, from, to);
    silence(phones, from, to);
    this.sync.update(count);
    // Before the decks move on: the pads keep to the beat as it stands at the start of this stretch.
    const { leader, sampler } = this;
    sampler.leader = leader;
    const strip = this.channels[SAMPLER_CHANNEL] as Channel;
    strip.renderBus(sampler, leader, from, count);
    for (let i = 0; i < this.decks.length; i++) {
      const channel = this.channels[i] as Channel;
      const deck = this.decks[i] as Deck;
      channel.renderBus(deck, deck, from, count);
      channel.send(master, phones, from, count);
    }
    strip.send(master, phones, from, count);
    this.speak(mic, master, from, count);
    this.master.scale(master.left, master.right, from, to);
    this.limiter.process(master, from, count);
    this.meter.process(master, from, count);
    this.momentary.process(master, from, count);
    this.phones.process(phones, master, from, count);
  }

  private speak(mic: Stereo | null, master: Stereo, from: number, count: number): void {
    const { voice, microphone } = this;
    if (!mic && microphone.isIdle) return;
    for (let i = from; i < from + count; i++) {
      voice.left[i] = mic ? (mic.left[i] as number) : 0;
      voice.right[i] = mic ? (mic.right[i] as number) : 0;
    }
    microphone.process(voice, master, from, count);
    this.micMeter.process(voice, from, count);
    for (let i = from; i < from + count; i++) {
      master.left[i] = (master.left[i] as number) + (voice.left[i] as number);
      master.right[i] = (master.right[i] as number) + (voice.right[i] as number);
    }
  }

  private prepareEffect(index: number, name: string, kind: number): void {
    const slot = Number(name.charAt(2)) - 1;
    this.channels[index]?.slots[slot]?.prepare(Math.round(kind));
  }
}
