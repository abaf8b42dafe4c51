import type { EventPoints } from './points.ts';
import { KEYS, keyOf, PLACES, triples } from './triples.ts';

/** Receives where a triple stands in a known track: its number, times in steps, pitch in bands. */
export type HearPlace = (track: number, time: number, length: number, band: number) => void;

/** All triples of the tracks that can be recognised, found by their keys. About 1 MB for five minutes of music. */
export class TripleIndex {
  private readonly heads = new Int32Array(KEYS).fill(-1);
  private next = new Int32Array(1 << 16);
  /** Track, time, length and band of each triple. */
  private values = new Int32Array(4 << 16);
  private count = 0;

  /** @param track its number from 0 on */
  add(track: number, points: EventPoints): void {
    triples(points, 0, points.times.length, (second, third, place, time, length, band) => {
      const key = keyOf(second, third, Math.min(PLACES - 1, Math.floor(place * PLACES)));
      if (this.count === this.next.length) this.grow();
      this.values.set([track, time, length, band], 4 * this.count);
      this.next[this.count] = this.heads[key] as number;
      this.heads[key] = this.count++;
    });
  }

  /** Tells all triples like one: intervals a quarter tone off, and the middle a little earlier or later, count too. */
  find(second: number, third: number, place: number, hear: HearPlace): void {
    const at = place * PLACES;
    const nearest = Math.floor(at);
    // The neighbour that is nearer.
    const other = at - nearest < 0.5 ? nearest - 1 : nearest + 1;
    for (const middle of [nearest, other]) {
      if (middle < 0 || middle >= PLACES) continue;
      for (let b = -1; b <= 1; b++) for (let c = -1; c <= 1; c++) this.tell(keyOf(second + b, third + c, middle), hear);
    }
  }

  private tell(key: number, hear: HearPlace): void {
    const { values, next } = this;
    for (let at = this.heads[key] ?? -1; at >= 0; at = next[at] as number) {
      const from = 4 * at;
      hear(values[from] as number, values[from + 1] as number, values[from + 2] as number, values[from + 3] as number);
    }
  }

  private grow(): void {
    const next = new Int32Array(2 * this.next.length);
    next.set(this.next);
    const values = new Int32Array(2 * this.values.length);
    values.set(this.values);
    [this.next, this.values] = [next, values];
  }
}
