import { readFileSync } from 'node:fs';
import type { Control, ConsoleEvent } from './events.ts';
import { renderOffline, type RenderSource } from './render.ts';
import { pagesOf } from './source/whole-track.ts';
import type { GridData } from './sync/grid-clock.ts';

export const RATE = 44_100;
/** Frames by which the master is late. */
export const DELAY = Math.round(0.005 * RATE);

/** The stretcher's bytes as the package carries them. */
function stretchModule(): WebAssembly.Module {
  const file = new URL('../../../node_modules/signalsmith-stretch/SignalsmithStretch.mjs', import.meta.url);
  const base64 = /base64,([A-Za-z0-9+/=]+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  return new WebAssembly.Module(Buffer.from(base64, 'base64'));
}

export const stretch = stretchModule();

/** A repeatable noise over the whole range; every value is a float32. */
export function noise(seconds: number, seed = 1): Float32Array {
  let state = seed >>> 0;
  return Float32Array.from({ length: Math.round(seconds * RATE) }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

export const sine = (hz: number, seconds: number, level = 1): Float32Array =>
  Float32Array.from({ length: Math.round(seconds * RATE) }, (_, i) => level * Math.sin((2 * Math.PI * hz * i) / RATE));

export const evenGrid = (bpm: number, timeSec = 0): GridData => ({
  segments: [{ timeSec, bpm, beat: 0 }],
  beatsPerBar: 4,
  downbeat: 0,
});

export const source = (id: number, left: Float32Array, grid: GridData | null = null, right = left): RenderSource => ({
  ...{ id, grid },
  pages: pagesOf(left, RATE, right),
});

/** Events from rows of time in seconds, control, value. */
export const events = (...rows: readonly (readonly [number, Control, number])[]): ConsoleEvent[] =>
  rows.map(([atSec, control, value]) => ({ frame: Math.round(atSec * RATE), control, value }));

/** Renders the master without its delay. */
export function render(
  sources: readonly RenderSource[],
  moves: readonly ConsoleEvent[],
  seconds: number,
): readonly [Float32Array, Float32Array] {
  const frames = Math.round(seconds * RATE);
  const [left, right] = renderOffline({ sampleRate: RATE, stretch, sources, events: moves }, frames + DELAY);
  return [left.subarray(DELAY), right.subarray(DELAY)];
}

/** Largest difference of two stretches, in dB of full scale; -Infinity when they are the same bit by bit. */
export function residue(a: Float32Array, at: number, b: Float32Array, from: number, frames: number): number {
  let most = 0;
  for (let i = 0; i < frames; i++) most = Math.max(most, Math.abs((a[at + i] as number) - (b[from + i] as number)));
  return 20 * Math.log10(most);
}

/** Level of one frequency in a stretch, as an amplitude, by a Hann-windowed sum. */
export function levelAt(hz: number, samples: Float32Array, from = 0, to = samples.length): number {
  let re = 0;
  let im = 0;
  let weight = 0;
  for (let i = from; i < to; i++) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * (i - from)) / (to - from));
    const angle = (2 * Math.PI * hz * i) / RATE;
    re += window * (samples[i] as number) * Math.cos(angle);
    im += window * (samples[i] as number) * Math.sin(angle);
    weight += window;
  }
  return (2 * Math.hypot(re, im)) / weight;
}

/** Largest second difference: a click shows in it. */
export function roughness(samples: Float32Array, from = 2, to = samples.length): number {
  let most = 0;
  for (let i = Math.max(2, from); i < to; i++) {
    const bend = (samples[i] as number) - 2 * (samples[i - 1] as number) + (samples[i - 2] as number);
    most = Math.max(most, Math.abs(bend));
  }
  return most;
}
