import type { SamplerControl } from '#core/console/controls.ts';
import { padModes, padNames, PADS, SAMPLER, type PadMode } from '#core/console/sampler/pads.ts';
import type { PageMemory } from '#core/console/source/page-memory.ts';
import type { ConsoleState } from '#core/console/state.ts';
import type { GridData } from '#core/console/sync/grid-clock.ts';
import type { ConsoleEngine } from './console-engine.ts';
import type { NamedTrack } from './track-reader.ts';

/** A sample as the console takes it: every page in memory. */
export interface LoadedSample {
  readonly pages: PageMemory;
  readonly grid: GridData | null;
  readonly track: NamedTrack;
}

/** How a pad plays. */
export interface PadManner {
  readonly mode: PadMode;
  /** A factor: 1 leaves the sample as it is. */
  readonly gain: number;
  readonly quantize: boolean;
  readonly sync: boolean;
}

type PadControl = SamplerControl extends infer Name
  ? Name extends `${(typeof padNames)[number]}.${infer Rest}`
    ? Rest
    : never
  : never;

/** The sampler as the page drives it. What is heard goes through {@link set}, so through an event. */
export class SamplerHandle {
  /** Called when pads have begun or ceased to sound or to wait, one bit each, at most every 40 ms. */
  whenChanged: (sounding: number, waiting: number) => void = () => {};
  private readonly engine: ConsoleEngine;
  /** Source of each pad that belongs to it; a replayed set may have put another there. */
  private readonly own: number[] = Array.from({ length: PADS }, () => 0);
  private sounding = 0;
  private waiting = 0;

  constructor(engine: ConsoleEngine) {
    this.engine = engine;
  }

  /** Moves one control. Returns the ticket of the event. */
  set(control: SamplerControl, value: number): number {
    return this.engine.send(`${SAMPLER}.${control}`, value);
  }

  /** Puts a sample on a pad. */
  load(slot: number, { pages, grid, track }: LoadedSample): void {
    const before = this.own[slot] as number;
    const id = this.engine.addSource(pages, grid, { ...track, isSample: true });
    this.own[slot] = id;
    this.pad(slot, 'load', id);
    if (before > 0) this.engine.dropSource(before);
  }

  unload(slot: number): void {
    const before = this.own[slot] as number;
    this.own[slot] = 0;
    this.pad(slot, 'load', 0);
    if (before > 0) this.engine.dropSource(before);
  }

  /** Puts what belongs to a pad there again. */
  restore(slot: number): void {
    this.pad(slot, 'load', this.own[slot] as number);
  }

  isOwn(slot: number, source: number): boolean {
    return this.own[slot] === source;
  }

  behave(slot: number, { mode, gain, quantize, sync }: PadManner): void {
    this.pad(slot, 'mode', padModes.indexOf(mode));
    this.pad(slot, 'gain', gain);
    this.pad(slot, 'quantize', quantize ? 1 : 0);
    this.pad(slot, 'sync', sync ? 1 : 0);
  }

  /** A finger on the pad, or off it. */
  hit(slot: number, down: boolean): void {
    this.pad(slot, 'hit', down ? 1 : 0);
  }

  stop(slot: number): void {
    this.pad(slot, 'stop', 1);
  }

  /** Looks for changes; the engine calls it. */
  watch({ master: { padsSounding, padsWaiting } }: ConsoleState): void {
    if (padsSounding === this.sounding && padsWaiting === this.waiting) return;
    this.sounding = padsSounding;
    this.waiting = padsWaiting;
    this.whenChanged(padsSounding, padsWaiting);
  }

  private pad(slot: number, control: PadControl, value: number): void {
    const name = padNames[slot];
    if (name) this.set(`${name}.${control}`, value);
  }
}
