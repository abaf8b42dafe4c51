import { StateReader } from '#core/console/state.ts';
import type { WaveConsole, WaveMotion } from './protocol.ts';

/** A console that has been silent about itself for so long stands still, seconds. */
export const SILENT_SEC = 0.5;

/** Looks at the decks in the audio thread's own words: exact at the frame they were said, no message between. */
export class ConsoleMotion {
  private readonly reader: StateReader;
  private readonly console: WaveConsole;
  /** A hand holds a platter: it may move at any moment. */
  isHeld = false;

  constructor(console: WaveConsole) {
    this.console = console;
    this.reader = new StateReader(console.memory);
  }

  /** Brings the motions of the decks up to date, from the first on. */
  read(motions: WaveMotion[]): void {
    const { sampleRate, delaySec } = this.console;
    const { master, decks } = this.reader.read();
    const atSec = master.frame / sampleRate + delaySec;
    this.isHeld = false;
    decks.forEach(({ positionSec, speed, tempo, held }, index) => {
      motions[index] = { positionSec, rate: speed, atSec, tempo };
      this.isHeld ||= held !== 0;
    });
  }
}
