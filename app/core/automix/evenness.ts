import { BLOCK, type Stereo } from '../console/block.ts';
import { Momentary } from '../console/mixer/momentary.ts';

/** How often the momentary loudness is read: its own window, s. */
const WINDOW_SEC = 0.4;
/** Windows of which a mean is made: a bar or two, so that single beats do not count. */
const SMOOTH = 8;
/** Quieter than this is silence, LUFS. */
const SILENCE = -60;

/** How the loudness goes through a transition. */
export interface Evenness {
  /** Loudest against a straight line from what is before to what is behind, LU; 0 is perfectly even. */
  readonly bumpLu: number;
  /** Softest against that line, LU. */
  readonly dipLu: number;
}

/** Follows the loudness of a render. */
export class EvennessMeter {
  readonly #momentary: Momentary;
  readonly #window: number;
  readonly #lufs: number[] = [];
  #count = 0;

  constructor(sampleRate: number) {
    this.#momentary = new Momentary(sampleRate);
    this.#window = Math.round((WINDOW_SEC * sampleRate) / BLOCK) * BLOCK;
  }

  /** Takes audio of any length in. */
  push(audio: Stereo): void {
    for (let from = 0; from < audio.left.length; from += BLOCK) {
      const count = Math.min(BLOCK, audio.left.length - from);
      this.#momentary.process(audio, from, count);
      this.#count += count;
      if (this.#count < this.#window) continue;
      this.#lufs.push(Math.max(SILENCE, this.#momentary.lufs));
      this.#count = 0;
    }
  }

  /**
   * @param fromSec beginning of the transition
   * @param toSec its end
   */
  between(fromSec: number, toSec: number): Evenness {
    const lufs = smoothed(this.#lufs);
    const [from, to] = [fromSec, toSec].map((seconds) => Math.round(seconds / WINDOW_SEC)) as [number, number];
    const before = mean(lufs.slice(0, from));
    const behind = mean(lufs.slice(to));
    const inside = lufs.slice(from, Math.max(from + 1, to));
    const slope = (behind - before) / Math.max(1, inside.length - 1);
    const away = inside.map((value, i) => value - (before + slope * i));
    return { bumpLu: Math.max(0, ...away), dipLu: Math.max(0, ...away.map((value) => -value)) };
  }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Running means over {@link SMOOTH} windows, centred. */
const smoothed = (values: readonly number[]): number[] =>
  values.map((_, i) => mean(values.slice(Math.max(0, i - SMOOTH / 2), i + SMOOTH / 2)));

/** 0 to 1 by how even it is: 6 LU of bump or dip halve it. */
export const evennessScore = ({ bumpLu, dipLu }: Evenness): number => 2 ** (-(bumpLu + dipLu) / 6);
