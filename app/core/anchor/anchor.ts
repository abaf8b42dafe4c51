import type { SoundAnchor } from '#contracts/records/cue.ts';
import { ANCHOR_RATE } from './low-rate.ts';

/** Sound kept on each side of a point, s. */
const SIDE_SEC = 0.5;
/** Below this correlation a place is not the same sound. */
const SURE = 0.75;
/** Loudest sample (of 32,767) of an excerpt in which there is nothing to recognise. */
const SILENT = 30;

/** Cuts the sound around a point out of a track at {@link ANCHOR_RATE}; null in silence, in which nothing can be found. */
export function anchorAt(sound: Int16Array, timeSec: number): SoundAnchor | null {
  const place = timeSec * ANCHOR_RATE;
  const start = Math.max(0, Math.floor(place - SIDE_SEC * ANCHOR_RATE));
  const part = sound.subarray(start, Math.max(start, Math.ceil(place + SIDE_SEC * ANCHOR_RATE)));
  const loudest = part.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  if (loudest < SILENT || part.length < ANCHOR_RATE / 8) return null;
  const samples = Int8Array.from(part, (sample) => Math.round((sample * 127) / loudest));
  return { rate: ANCHOR_RATE, at: place - start, samples };
}

/** Where the sound of an anchor is, and how alike it is there (correlation, at most 1). */
export interface Found {
  readonly timeSec: number;
  readonly likeness: number;
}

/**
 * Finds the sound of an anchor in a track, near a time.
 *
 * @param reachSec how far from `nearSec` it may be
 * @returns null when nothing there is the same sound
 */
export function findAnchor(sound: Int16Array, anchor: SoundAnchor, nearSec: number, reachSec: number): Found | null {
  if (anchor.rate !== ANCHOR_RATE || anchor.samples.length === 0) return null;
  const middle = Math.round(nearSec * ANCHOR_RATE - anchor.at);
  const reach = Math.ceil(reachSec * ANCHOR_RATE);
  const scores = new Float64Array(2 * reach + 1);
  const own = anchor.samples.reduce((sum, sample) => sum + sample * sample, 0);
  for (let i = 0; i < scores.length; i++) scores[i] = likeness(sound, anchor.samples, own, middle - reach + i);
  let best = 0;
  scores.forEach((score, i) => (best = score > (scores[best] as number) ? i : best));
  const top = scores[best] as number;
  // At the edge the true place may lie beyond.
  if (top < SURE || best === 0 || best === scores.length - 1) return null;
  const start = middle - reach + best + peakOffset(scores, best);
  return { timeSec: (start + anchor.at) / ANCHOR_RATE, likeness: top };
}

/** Normalised correlation of an excerpt, of power `own`, with the sound from a place on; outside there is silence. */
function likeness(sound: Int16Array, samples: Int8Array, own: number, start: number): number {
  let product = 0;
  let power = 0;
  const last = Math.min(samples.length, sound.length - start);
  for (let i = Math.max(0, -start); i < last; i++) {
    const heard = sound[start + i] as number;
    product += (samples[i] as number) * heard;
    power += heard * heard;
  }
  return power === 0 || own === 0 ? 0 : product / Math.sqrt(power * own);
}

/** Where between samples the top of a peak lies: that of the parabola through it and its neighbours. */
function peakOffset(scores: Float64Array, at: number): number {
  const [left, top, right] = [scores[at - 1], scores[at], scores[at + 1]] as [number, number, number];
  const bend = left - 2 * top + right;
  return bend === 0 ? 0 : (left - right) / (2 * bend);
}
