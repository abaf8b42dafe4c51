import type { SetEntry } from '#contracts/records/set.ts';
import { BLOCK, createStereo } from '../console/block.ts';
import { Console } from '../console/console.ts';
import { RATE, stretch } from '../console/console.test.support.ts';
import type { ConsoleEvent, Control } from '../console/events.ts';
import { observe } from '../console/observe.ts';
import type { RenderSource } from '../console/render.ts';
import { createStateMemory, StateReader, StateWriter } from '../console/state.ts';
import { documentOf, type SetDocument } from './document.ts';
import { SetWatch } from './watch.ts';

/** Blocks between two looks of the page, as in the engine: 40 ms. */
const LOOK_BLOCKS = 14;

/** A console as it runs in the audio thread, watched as the page watches it, with all that it played. */
export class LiveSession {
  readonly left: number[] = [];
  readonly sets: { settledFrame: number; firstFrame: number; endFrame: number; entries: SetEntry[] }[] = [];
  readonly sources: readonly RenderSource[];
  private readonly console = new Console({ sampleRate: RATE, stretch });
  private readonly memory = createStateMemory();
  private readonly writer = new StateWriter(this.memory);
  private readonly reader = new StateReader(this.memory);
  private readonly watch: SetWatch;
  private readonly sent: ConsoleEvent[] = [];
  private settled = 0;
  private block = 0;
  private counted: ConsoleEvent[] = [];

  constructor(sources: readonly RenderSource[], quietMs?: number) {
    this.sources = sources;
    for (const { id, pages, grid } of sources) this.console.addSource(id, pages, grid);
    this.console.whenApplied = (ticket, frame) => {
      this.counted.push({ ...(this.sent[ticket - 1] as ConsoleEvent), frame });
    };
    const numbers = {
      source: (id: number) => ({
        track: { trackId: `t${id}`, blobHash: `${id}`, title: `Track ${id}`, artist: 'Band', isrc: '' },
        grid: sources.find((one) => one.id === id)?.grid ?? null,
      }),
      grid: () => undefined,
    };
    const sink = {
      begin: (frames: { settledFrame: number; firstFrame: number }, entries: readonly SetEntry[]) =>
        void this.sets.push({ ...frames, endFrame: frames.firstFrame, entries: [...entries] }),
      add: (entries: readonly SetEntry[]) => void this.sets.at(-1)?.entries.push(...entries),
      reach: () => {},
      end: (endFrame: number) => void ((this.sets.at(-1) as { endFrame: number }).endFrame = endFrame),
    };
    this.watch = new SetWatch(numbers, sink, RATE, quietMs);
  }

  /** Sends an event, as soon as possible. */
  send(control: Control, value: number): void {
    this.sent.push({ frame: -1, control, value });
    this.console.add({ frame: -1, control, value }, this.sent.length);
  }

  /** Lets the console run. */
  run(seconds: number): void {
    const [master, phones] = [createStereo(), createStereo()];
    const until = this.block + Math.round((seconds * RATE) / BLOCK);
    while (this.block < until) {
      this.console.process(this.block * BLOCK, null, master, phones, BLOCK);
      for (const sample of master.left) this.left.push(sample);
      this.block++;
      observe(this.console, this.writer.state);
      this.writer.publish();
      if (this.block % LOOK_BLOCKS === 0) this.look();
    }
  }

  finish(): void {
    this.look();
    this.watch.finish(this.reader.read());
  }

  /** Where everything stands: decks as the page sees them, targets of all knobs, and the crossfader. */
  stand() {
    const { crossfader, curve, channels } = this.console;
    const knobs = channels.map(({ trim, equaliser, filter, fader, cross, slots }) => [
      ...[trim.target, equaliser.low.target, equaliser.mid.target, equaliser.high.target, filter.knob.target],
      ...[fader.target, cross.target, ...slots.map(({ send, mix, amount, beats }) => [send, mix, amount, beats])],
    ]);
    const decks = this.reader.read().decks.map((deck) => ({
      ...{ ...deck, ends: 0, missedFrames: 0, peakLeft: 0, peakRight: 0, rmsLeft: 0, rmsRight: 0 },
    }));
    return structuredClone({ crossfader, curve, knobs, decks });
  }

  /** The set with an index, as its log tells it. */
  document(index: number): SetDocument {
    const set = this.sets[index] as (typeof this.sets)[number];
    return documentOf({ ...set, sampleRate: RATE }, set.entries);
  }

  private look(): void {
    const state = this.reader.read();
    for (; this.settled < this.counted.length; this.settled++)
      this.watch.event(this.counted[this.settled] as ConsoleEvent);
    this.watch.tick(state, (this.block * BLOCK * 1000) / RATE);
  }
}
