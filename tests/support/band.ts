import { noise } from './noise.ts';

/** Kick on 1 and 3, snare on 2 and 4, hats between, a chord that changes with the bar; `beats` are times in s. */
export function band(rate: number, beats: readonly number[], seconds: number, gain = 1): Float32Array<ArrayBuffer> {
  const out = new Float32Array(Math.round(seconds * rate));
  const hiss = noise(rate, 7);
  const add = (time: number, length: number, sample: (t: number, i: number) => number) => {
    const from = Math.round(time * rate);
    for (let i = 0; i < length * rate && from + i < out.length; i++) out[from + i]! += gain * sample(i / rate, i);
  };
  beats.forEach((time, beat) => {
    const next = beats[beat + 1] ?? time + 0.5;
    if (beat % 2 === 0) add(time, 0.2, (t) => 0.7 * Math.exp(-t * 25) * Math.sin(2 * Math.PI * 60 * t));
    else add(time, 0.2, (t, i) => 0.4 * Math.exp(-t * 20) * (hiss[i] ?? 0));
    for (const at of [time, (time + next) / 2]) {
      add(at, 0.04, (t, i) => 0.15 * Math.exp(-t * 90) * ((hiss[i + 99] ?? 0) - (hiss[i + 98] ?? 0)));
    }
    const root = [220, 174.6, 261.6, 196][Math.floor(beat / 4) % 4] ?? 220;
    if (beat % 4 === 0) {
      for (const ratio of [1, 1.25, 1.5]) {
        add(time, 4 * (next - time), (t) => 0.06 * Math.sin(2 * Math.PI * root * ratio * t));
      }
    }
  });
  return out;
}

/** Times in s of `count` beats. */
export const steady = (bpm: number, count: number, start = 0.3) =>
  Array.from({ length: count }, (_, i) => start + (i * 60) / bpm);
