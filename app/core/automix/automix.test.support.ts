import { BLOCK, createStereo } from '../console/block.ts';
import { Console } from '../console/console.ts';
import { createPages } from '../console/source/page-memory.ts';
import { evenGrid } from '../console/console.test.support.ts';
import type { Automix, AutomixHost, DeckView, Side } from './automix.ts';
import { bareFacts, type MixFacts } from './facts.ts';

/** Low, so that hours take seconds. */
export const RATE = 2000;

/** A track of one tempo with a usual form. */
export function song(bpm: number, durationSec: number, startSec = 0.2): MixFacts {
  const phrase = (32 * 60) / bpm;
  const kinds = ['intro', 'build', 'drop', 'break', 'drop', 'outro'] as const;
  const count = Math.max(1, Math.floor((durationSec - startSec) / phrase));
  const sections = Array.from({ length: count }, (_, i) => ({
    startSec: startSec + i * phrase,
    endSec: i === count - 1 ? durationSec : startSec + (i + 1) * phrase,
    kind: kinds[Math.round((i / Math.max(1, count - 1)) * (kinds.length - 1))] as (typeof kinds)[number],
    ...{ energy: 0.6, confidence: 1 },
  }));
  return {
    ...bareFacts(durationSec),
    tempo: { bpm, grid: evenGrid(bpm, startSec) },
    energy: { level: 6, confidence: 1, curve: new Float32Array(Math.floor(durationSec)).fill(0.6) },
    sections,
  };
}

/** What a test wants to happen when a track is loaded. */
export interface Item {
  readonly facts: MixFacts;
  /** Seconds of simulated time that loading takes. */
  readonly takes?: number;
  readonly fails?: boolean;
}

/** The real console on a clock that a test moves; its tracks are silent, for it is time that is looked at. */
export class SimulatedDecks implements AutomixHost<Item> {
  readonly sampleRate = RATE;
  readonly console = new Console({ sampleRate: RATE, stretch: null });
  frame = 0;
  readonly faders: [number, number] = [1, 1];
  #sources = 0;
  readonly #master = createStereo();
  readonly #phones = createStereo();
  readonly #waiting: { at: number; done: () => void }[] = [];

  view(side: Side): DeckView {
    const deck = this.console.decks[side]!;
    const { track } = deck.playback;
    return {
      positionSec: deck.positionSec,
      speed: deck.motion.tempo * (1 + deck.motion.bend),
      playing: deck.isPlaying,
      tempo: deck.motion.tempo,
      durationSec: track ? track.frames / RATE : 0,
    };
  }

  async load(side: Side, { facts, takes = 0.5, fails = false }: Item): Promise<MixFacts> {
    await new Promise<void>((done) => this.#waiting.push({ at: this.frame + takes * RATE, done }));
    if (fails) throw new Error('cannot be decoded');
    const id = ++this.#sources;
    const { grid } = facts.tempo;
    this.console.addSource(id, createPages(Math.round(facts.durationSec * RATE), RATE, 1), grid);
    this.#now(side, 'load', id);
    return facts;
  }

  seek = (side: Side, positionSec: number) => this.#now(side, 'seek', positionSec);
  play = (side: Side, frame = this.frame) => this.console.add({ frame, control: `${letter(side)}.play`, value: 1 });
  pause = (side: Side) => this.#now(side, 'play', 0);
  low = () => {};
  follow = (side: Side, on: boolean) => this.#now(side, 'sync', on ? 1 : 0);
  tempo = (side: Side, rate: number) => this.#now(side, 'tempo', rate);

  fader(side: Side, place: number): void {
    this.faders[side] = place;
  }

  /** Lets time pass, a tick of the automix every 43 ms of it. `look` is called after each block. */
  async run(automix: Automix<Item>, seconds: number, look: () => void = () => {}): Promise<void> {
    const until = this.frame + seconds * RATE;
    for (let block = 0; this.frame < until && !automix.hasEnded; block++) {
      this.console.process(this.frame, null, this.#master, this.#phones, BLOCK);
      this.frame += BLOCK;
      const due = this.#waiting.filter(({ at }) => at <= this.frame);
      for (const one of due) {
        this.#waiting.splice(this.#waiting.indexOf(one), 1);
        one.done();
      }
      // Whatever waits for a load goes on.
      if (due.length > 0) for (let i = 0; i < 5; i++) await Promise.resolve();
      automix.tick();
      look();
    }
  }

  #now(side: Side, control: 'load' | 'seek' | 'play' | 'sync' | 'tempo', value: number): void {
    this.console.add({ frame: this.frame, control: `${letter(side)}.${control}`, value });
  }
}

const letter = (side: Side) => (side === 0 ? 'A' : 'B');
