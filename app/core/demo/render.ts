import { busOf, type BusName } from './mix/buses.ts';
import { Dither } from './mix/dither.ts';
import { MASTER_LATENCY, Master } from './mix/master.ts';
import { Mixer, type StereoBlock } from './mix/mixer.ts';
import { TOTAL_BARS } from './score/arrangement.ts';
import type { ScoreEvent } from './score/events.ts';
import { buildScore, sweepsAt } from './score/score.ts';
import { BAR_FRAMES, STEP_FRAMES } from './score/time.ts';
import { RATE } from './synth/math.ts';
import { createVoice } from './voices/create.ts';
import type { Controls, Voice } from './voices/voice.ts';

const TAIL_BARS = 2;
const FADE_FRAMES = RATE;

/** Length of the track in frames. */
export const DEMO_FRAMES = (TOTAL_BARS + TAIL_BARS) * BAR_FRAMES;

interface Sounding {
  readonly voice: Voice;
  readonly bus: BusName;
}

/** Plays a score, a sixteenth at a time, into buses and mix. Memory: one block, whatever the length. */
class Player {
  readonly #score: readonly ScoreEvent[];
  readonly #controls: Controls;
  readonly #mixer = new Mixer(STEP_FRAMES);
  #sounding: Sounding[] = [];
  #next = 0;

  constructor(score: readonly ScoreEvent[]) {
    this.#score = score;
    this.#controls = sweepsAt(0);
  }

  play(out: StereoBlock, start: number): void {
    Object.assign(this.#controls, sweepsAt(start));
    this.#mixer.clear();
    this.#sounding = this.#sounding.filter((each) => this.#render(each, 0));
    const kicks = this.#begin(start);
    this.#mixer.mixInto(out, kicks);
  }

  #begin(start: number): number[] {
    const kicks: number[] = [];
    for (; this.#next < this.#score.length; this.#next++) {
      const event = this.#score[this.#next]!;
      const offset = event.at - start;
      if (offset >= STEP_FRAMES) break;
      if (event.type === 'kick') kicks.push(offset);
      const each = { voice: createVoice(event, this.#controls, this.#next + 1), bus: busOf(event) };
      if (this.#render(each, offset)) this.#sounding.push(each);
    }
    return kicks;
  }

  #render({ voice, bus }: Sounding, from: number): boolean {
    const { left, right } = this.#mixer.buses[bus];
    return voice.render(left, right, from);
  }
}

/**
 * Renders the demo track as interleaved 16-bit stereo at {@link RATE}, block by block. Always the same samples, on every
 * machine and engine.
 */
export function* renderDemo(
  score: readonly ScoreEvent[] = buildScore(),
): Generator<Int16Array<ArrayBuffer>, void, void> {
  const player = new Player(score);
  const master = new Master();
  const dither = new Dither(20_250_101);
  const block = { left: new Float32Array(STEP_FRAMES), right: new Float32Array(STEP_FRAMES) };
  let written = -MASTER_LATENCY;
  for (let start = 0; written < DEMO_FRAMES; start += STEP_FRAMES) {
    player.play(block, start);
    const skipped = Math.max(0, -written);
    const kept = Math.min(STEP_FRAMES, DEMO_FRAMES - written);
    const pcm = new Int16Array(2 * (kept - skipped));
    for (let i = 0; i < kept; i++) {
      master.push(block.left[i]!, block.right[i]!);
      if (i < skipped) continue;
      const fade = Math.min(1, (DEMO_FRAMES - written - i) / FADE_FRAMES);
      pcm[2 * (i - skipped)] = dither.next(master.left * fade);
      pcm[2 * (i - skipped) + 1] = dither.next(master.right * fade);
    }
    written += kept;
    yield pcm;
  }
}
