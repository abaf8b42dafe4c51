import { BLOCK, createStereo, type Stereo } from '../block.ts';
import type { PageReader } from '../source/page-reader.ts';
import { MAX_INPUT, type Stretcher } from '../stretch/stretcher.ts';
import { DirectVoice } from '../voice/direct.ts';
import type { Loop } from './loop.ts';

/** Most input for each frame of output, so that a chase after the play head never runs away. */
const MOST_PER_FRAME = 4;

/**
 * Feeds the stretcher so that what comes out is what the deck's play head says: input stands ahead of the head by the
 * stretcher's latencies, runs on over loop seams, and follows every change of tempo. The pitch is shifted by reading the
 * track at another speed and stretching the difference away.
 */
export class KeyLock {
  private readonly stretcher: Stretcher;
  private readonly voice = new DirectVoice();
  private readonly chunk: Stereo = createStereo(BLOCK);
  /** Frame of the track that is fed next. */
  private fed = 0;
  /** Input ahead of the play head, in frames as they are fed. */
  private ahead = 0;
  /** Seams that the input has passed and the play head has not. */
  private seams = 0;
  /** Frames of output since the start. */
  private age = 0;
  /** Frequencies of the input against the track's. */
  private transposition = 1;

  constructor(stretcher: Stretcher) {
    this.stretcher = stretcher;
  }

  /** Whether what comes out is whole again after a start. */
  get isWarm(): boolean {
    return this.age >= this.stretcher.outputLatency;
  }

  /** Whether input from behind a seam is on its way. */
  get isPastSeam(): boolean {
    return this.seams > 0;
  }

  /** The play head has passed a seam. False when the input has not gone that way. */
  passSeam(): boolean {
    if (this.seams === 0) return false;
    this.seams--;
    return true;
  }

  /**
   * Begins at a position.
   *
   * @param base frames of the track for each frame of output at the track's own speed
   * @param speed 1 is the track's own; negative backwards
   * @param transposition factor of all frequencies
   * @returns frames that were not there
   */
  start(reader: PageReader, loop: Loop, position: number, base: number, speed: number, transposition: number): number {
    const { inputLatency, outputLatency } = this.stretcher;
    const before = 2 * inputLatency;
    const pace = Math.abs(speed) / transposition;
    const step = base * transposition * (speed < 0 ? -1 : 1);
    const lead = Math.round(outputLatency * pace) + inputLatency;
    const total = Math.min(MAX_INPUT, before + lead);
    this.transposition = transposition;
    this.seams = 0;
    this.age = 0;
    this.fed = position - step * before;
    this.ahead = -before;
    const missing = this.feed(reader, loop, step, total, before);
    this.stretcher.seek(total, pace);
    return missing;
  }

  /** Another transposition; what has been fed keeps the old one. */
  transpose(transposition: number): void {
    this.ahead *= this.transposition / transposition;
    this.transposition = transposition;
  }

  /**
   * Writes `count` frames of output from index `to` on.
   *
   * @returns frames that were not there
   */
  render(reader: PageReader, loop: Loop, base: number, speed: number, out: Stereo, to: number, count: number): number {
    const pace = Math.abs(speed) / this.transposition;
    const step = base * this.transposition * (speed < 0 ? -1 : 1);
    const { inputLatency, outputLatency } = this.stretcher;
    this.ahead -= pace * count;
    const wanted = Math.round(outputLatency * pace + inputLatency - this.ahead);
    const input = Math.max(0, Math.min(wanted, MOST_PER_FRAME * count));
    const missing = this.feed(reader, loop, step, input, 0);
    this.stretcher.process(input, out, to, count);
    this.age += count;
    return missing;
  }

  /** @param free frames at the start that the loop does not hold: they lie before the play head */
  private feed(reader: PageReader, loop: Loop, step: number, total: number, free: number): number {
    const direction = step < 0 ? -1 : 1;
    let missing = 0;
    for (let done = 0; done < total;) {
      let run = Math.min(BLOCK, total - done);
      const held = done >= free && loop.catches(this.fed, direction);
      if (done < free) run = Math.min(run, free - done);
      if (held) run = Math.min(run, Math.max(1, Math.ceil(loop.room(this.fed, direction) / Math.abs(step))));
      missing += this.voice.render(reader, this.fed, step, this.chunk, 0, run);
      this.stretcher.load(this.chunk, 0, run, done);
      this.fed += step * run;
      this.ahead += run;
      if (held) {
        const folded = loop.fold(this.fed, direction);
        if (folded !== this.fed) this.seams++;
        this.fed = folded;
      }
      done += run;
    }
    return missing;
  }
}
