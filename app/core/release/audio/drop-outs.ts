import type { Stretch } from '#contracts/release/facts.ts';

/** Shorter runs of equal samples are heard by nobody, and real signals have them. */
const LEAST_SEC = 0.001;
/** Longer ones are rests: no buffer that was lost is as long. */
const MOST_SEC = 0.5;
/** What stands right at the edge of a hole, and what tells how loud the music around it is. */
const EDGE_SEC = 0.0015;
const AROUND_SEC = 0.02;
/** The edge is cut, not faded, when it is no quieter than this share of the music around. */
const CUT = 0.12;
/** Quieter music, -50 dBFS, has runs of equal samples by itself. */
const LOUD = 10 ** (-50 / 20);
/** Nearer to each other than this, runs are the wave itself: a square of a synthesizer. */
const APART_SEC = 0.08;
const MOST_LISTED = 100;

interface Run {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds holes in the music of one channel: digital silence and samples that stand still, with music cut off hard on
 * both sides. Memory: a second of audio.
 */
export class DropOutFinder {
  readonly found: Stretch[] = [];
  private readonly rate: number;
  private readonly channel: number;
  private readonly least: number;
  private readonly around: number;
  /** The latest audio; frame `from + i` is `history[i]`. */
  private readonly history: Float32Array;
  private from = 0;
  private end = 0;
  /** Frame from which on nothing was looked at. */
  private next = 0;
  private pending: Run | null = null;
  private lastRunEnd = Number.NEGATIVE_INFINITY;

  constructor(sampleRate: number, channel: number) {
    this.rate = sampleRate;
    this.channel = channel;
    this.least = Math.max(8, Math.round(LEAST_SEC * sampleRate));
    this.around = Math.round(AROUND_SEC * sampleRate);
    this.history = new Float32Array(Math.ceil((MOST_SEC + 4 * AROUND_SEC) * sampleRate) + 16_384);
  }

  /** @param frames at most 16,384 */
  push(samples: Float32Array, frames: number): void {
    const kept = this.end - this.from;
    if (kept + frames > this.history.length) {
      const drop = kept + frames - this.history.length;
      this.history.copyWithin(0, drop, kept);
      this.from += drop;
    }
    this.history.set(samples.subarray(0, frames), this.end - this.from);
    this.end += frames;
    // What is judged has its music behind it already.
    this.scan(this.end - 2 * this.around);
  }

  finish(): void {
    this.scan(this.end);
    this.settle();
  }

  private at(frame: number): number {
    return this.history[frame - this.from] as number;
  }

  /** Every run of `least` equal samples holds two equal ones half of that apart: only there is it worth a look. */
  private scan(limit: number): void {
    const step = this.least >> 1;
    let frame = Math.max(this.next, this.from + step);
    for (; frame < limit; frame += step) {
      const value = this.at(frame);
      if (value !== this.at(frame - step)) continue;
      let start = frame - step;
      while (start > this.from && this.at(start - 1) === value) start--;
      let end = frame + 1;
      while (end < this.end && this.at(end) === value) end++;
      // It may go on in what is still to come, and what comes after it tells whether it is a hole.
      const isOpen = this.end - end < this.around && end - start <= MOST_SEC * this.rate;
      if (isOpen && limit < this.end) break;
      if (end - start >= this.least) this.take({ start, end }, value);
      frame = Math.max(frame, end - 1);
    }
    this.next = frame;
  }

  private take(run: Run, value: number): void {
    const isWave = value !== 0 && run.start - this.lastRunEnd < APART_SEC * this.rate;
    this.lastRunEnd = run.end;
    if (isWave) this.pending = null;
    else {
      this.settle();
      if (this.isHole(run)) this.pending = run;
    }
  }

  private settle(): void {
    if (!this.pending) return;
    const { start, end } = this.pending;
    this.pending = null;
    if (this.found.length >= MOST_LISTED) return;
    this.found.push({ startSec: start / this.rate, endSec: end / this.rate, channel: this.channel });
  }

  private isHole({ start, end }: Run): boolean {
    if (end - start > MOST_SEC * this.rate || start - this.from < this.around || this.end - end < this.around) {
      return false;
    }
    const edge = Math.round(EDGE_SEC * this.rate);
    const [before, after] = [this.peak(start - this.around, start), this.peak(end, end + this.around)];
    return (
      Math.min(before, after) > LOUD &&
      this.peak(start - edge, start) > CUT * before &&
      this.peak(end, end + edge) > CUT * after
    );
  }

  private peak(start: number, end: number): number {
    let most = 0;
    for (let frame = start; frame < end; frame++) most = Math.max(most, Math.abs(this.at(frame)));
    return most;
  }
}

/** Holes of all channels by time; what all have at the same time is one. */
export function mergeDropOuts(channels: readonly (readonly Stretch[])[]): Stretch[] {
  const [first = [], ...others] = channels;
  const same = (a: Stretch, b: Stretch) => a.startSec < b.endSec && b.startSec < a.endSec;
  const shared =
    others.length === 0 ? [] : first.filter((one) => others.every((list) => list.some((b) => same(one, b))));
  const single = channels.flat().filter((one) => !shared.some((all) => same(one, all)));
  return [...shared.map((one) => ({ ...one, channel: null })), ...single]
    .sort((a, b) => a.startSec - b.startSec)
    .slice(0, MOST_LISTED);
}
