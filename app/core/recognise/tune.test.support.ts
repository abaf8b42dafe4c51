import { ANCHOR_RATE } from '../anchor/low-rate.ts';

/** Numbers that look random and are the same in every run. */
export function dice(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** How a tune is played: 1.04 is 4 % faster, or higher. */
export interface Playing {
  readonly tempo: number;
  readonly pitch: number;
}

/**
 * A piece for bass, chords and a melody over a beat, in the key, tempo and pattern that its number gives it. Mono at
 * {@link ANCHOR_RATE}, synthesised anew at each tempo and pitch, so that nothing is stretched.
 *
 * @param fromSec of the piece as it is written
 * @param seconds that it is heard
 */
export function tune(seed: number, fromSec: number, seconds: number, { tempo, pitch }: Playing): Float32Array {
  const roll = dice(seed + 1);
  const bpm = 96 + roll() * 44;
  const root = 98 * 2 ** (Math.floor(roll() * 12) / 12);
  const scale = roll() < 0.5 ? [0, 2, 4, 5, 7, 9, 11] : [0, 2, 3, 5, 7, 8, 10];
  const hz = (degree: number) => root * pitch * 2 ** ((scale[degree % 7] as number) / 12 + Math.floor(degree / 7));
  const bars = Array.from({ length: 64 }, () => ({
    chord: Math.floor(roll() * 7),
    melody: Array.from({ length: 8 }, () => (roll() < 0.35 ? -1 : 7 + Math.floor(roll() * 12))),
  }));
  const noise = dice(seed + 99);
  const beatSec = 60 / bpm;
  return Float32Array.from({ length: Math.round(seconds * ANCHOR_RATE) }, (_, i) => {
    const heard = i / ANCHOR_RATE;
    const beat = (fromSec + heard * tempo) / beatSec;
    const bar = bars[Math.floor(beat / 4) % bars.length] as (typeof bars)[number];
    const inBeat = ((beat % 1) * beatSec) / tempo;
    const inEighth = (((beat * 2) % 1) * beatSec) / 2 / tempo;
    const voice = (degree: number, fade: number) => {
      let sum = 0;
      for (let k = 1; k <= 3; k++) sum += Math.sin(2 * Math.PI * hz(degree) * k * heard) / (k * k);
      return sum * fade;
    };
    let sum = 0.5 * voice(bar.chord, Math.exp(-3 * inBeat));
    for (const third of [0, 2, 4]) sum += 0.22 * voice(bar.chord + third + 7, Math.exp(-1.5 * inBeat));
    const note = bar.melody[Math.floor((beat % 4) * 2)] as number;
    if (note >= 0) sum += 0.5 * voice(note + 7, Math.exp(-4 * inEighth));
    sum += 0.6 * Math.sin(2 * Math.PI * (50 + 60 * Math.exp(-inBeat * 30)) * inBeat) * Math.exp(-10 * inBeat);
    return 0.28 * sum + 0.03 * (noise() - 0.5) * Math.exp(-20 * inEighth);
  });
}

export const toSound = (samples: Float32Array): Int16Array =>
  Int16Array.from(samples, (x) => Math.max(-32_768, Math.min(32_767, 32_767 * x)));
