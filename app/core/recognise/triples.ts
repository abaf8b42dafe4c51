import { POINT_SEC, type EventPoints } from './points.ts';

/** Points after the first from which the other two are taken. */
const FAN = 4;
/** Time from the first point to the last, steps. */
const [SHORTEST, LONGEST] = [Math.round(0.35 / POINT_SEC), Math.round(3 / POINT_SEC)];
/** Most quarter tones between the first point and another. */
const WIDEST = 30;
/** Steps in which the middle point's place in time is told. */
export const PLACES = 24;
const SPAN = 2 * WIDEST + 1;

/**
 * Three points as one number that neither tempo nor pitch changes: how far the second and third lie above the first in
 * quarter tones, and where the second lies in time between the others.
 *
 * @see Six, Leman, "Panako: a scalable acoustic fingerprinting system handling time-scale and pitch modification", ISMIR 2014
 */
export const keyOf = (second: number, third: number, place: number): number =>
  ((second + WIDEST) * SPAN + third + WIDEST) * PLACES + place;

export const KEYS = SPAN * SPAN * PLACES;

/** Receives a triple: intervals, place of the second between 0 and 1, time of the first and to the third, pitch of the first. */
export type HearTriple = (
  second: number,
  third: number,
  place: number,
  time: number,
  length: number,
  band: number,
) => void;

/** Tells all triples whose first point lies in a stretch of points. */
export function triples({ times, bands }: EventPoints, from: number, to: number, hear: HearTriple): void {
  for (let a = from; a < to; a++) {
    const [time, band] = [times[a] as number, bands[a] as number];
    let found = 0;
    const near: number[] = [];
    for (let b = a + 1; b < times.length && found < FAN; b++) {
      const after = (times[b] as number) - time;
      if (after > LONGEST) break;
      if (after < 3 || Math.abs((bands[b] as number) - band) > WIDEST) continue;
      near.push(b);
      found++;
    }
    for (let i = 0; i < near.length; i++) {
      for (let j = i + 1; j < near.length; j++) {
        const [b, c] = [near[i] as number, near[j] as number];
        const length = (times[c] as number) - time;
        const middle = (times[b] as number) - time;
        if (length < SHORTEST || middle === length) continue;
        hear((bands[b] as number) - band, (bands[c] as number) - band, middle / length, time, length, band);
      }
    }
  }
}
