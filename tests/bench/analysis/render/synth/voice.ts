import type { Random } from '../../music/random.ts';
import { RATE } from '../pcm.ts';

export type Waveform = 'saw' | 'square' | 'triangle' | 'sine' | 'fm' | 'string';

/** A patch of the bench's small synthesizer. */
export interface Patch {
  readonly wave: Waveform;
  readonly attackSec: number;
  readonly decaySec: number;
  /** Level while held, 0 to 1. */
  readonly sustain: number;
  readonly releaseSec: number;
  /** Low-pass corner as a multiple of the pitch, at the start of the note and later. */
  readonly bright: readonly [number, number];
  /** Second oscillator, cents away; 0: none. */
  readonly detuneCents: number;
}

export function randomPatch(waves: readonly Waveform[], attackSec: readonly [number, number], random: Random): Patch {
  const wave = random.pick(waves);
  return {
    wave,
    attackSec: random.between(...attackSec),
    decaySec: random.between(0.08, 0.6),
    sustain: random.between(0.2, 0.9),
    releaseSec: random.between(0.03, 0.3),
    bright: [random.between(3, 16), random.between(1.5, 8)],
    detuneCents: random.chance(0.5) ? random.between(4, 18) : 0,
  };
}

/** Smooths the step of a saw at phase 0 (polyBLEP), so that high notes do not alias. */
function blep(phase: number, step: number): number {
  if (phase < step) {
    const x = phase / step;
    return x + x - x * x - 1;
  }
  if (phase > 1 - step) {
    const x = (phase - 1) / step;
    return x * x + x + x + 1;
  }
  return 0;
}

function oscillate(wave: Waveform, phase: number, step: number): number {
  switch (wave) {
    case 'saw':
      return 2 * phase - 1 - blep(phase, step);
    case 'square': {
      const half = (phase + 0.5) % 1;
      return (phase < 0.5 ? 1 : -1) + blep(phase, step) - blep(half, step);
    }
    case 'triangle':
      return 4 * Math.abs(phase - 0.5) - 1;
    case 'fm':
      return Math.sin(2 * Math.PI * phase + 1.4 * Math.sin(4 * Math.PI * phase));
    default:
      return Math.sin(2 * Math.PI * phase);
  }
}

/** One note, mono, its release included. */
export function playNote(patch: Patch, hz: number, heldSec: number, random: Random): Float32Array {
  const held = Math.round(heldSec * RATE);
  const out = new Float32Array(held + Math.round(patch.releaseSec * 4 * RATE));
  if (patch.wave === 'string') pluck(out, hz, random);
  else oscillators(out, patch, hz, random);
  shape(out, patch, held);
  return out;
}

function oscillators(out: Float32Array, patch: Patch, hz: number, random: Random): void {
  const step = hz / RATE;
  const second = patch.detuneCents === 0 ? 0 : step * 2 ** (patch.detuneCents / 1200);
  let [a, b] = [random.next(), random.next()];
  let [low, lower] = [0, 0];
  const decay = Math.exp(-1 / (patch.decaySec * RATE));
  let fall = 1;
  for (let i = 0; i < out.length; i++) {
    let sample = oscillate(patch.wave, a, step);
    a = (a + step) % 1;
    if (second > 0) {
      sample = 0.6 * (sample + oscillate(patch.wave, b, second));
      b = (b + second) % 1;
    }
    const corner = step * (patch.bright[1] + (patch.bright[0] - patch.bright[1]) * fall);
    fall *= decay;
    const share = Math.min(1, 2 * Math.PI * corner);
    low += share * (sample - low);
    lower += share * (low - lower);
    out[i] = lower;
  }
}

/** K. Karplus and A. Strong, "Digital synthesis of plucked-string and drum timbres", 1983. */
function pluck(out: Float32Array, hz: number, random: Random): void {
  const period = RATE / hz - 0.5;
  const whole = Math.floor(period);
  const line = Float32Array.from({ length: whole + 2 }, () => random.between(-1, 1));
  const part = period - whole;
  for (let i = 0; i < out.length; i++) {
    const at = i % line.length;
    const older = line[(i + line.length - whole) % line.length]!;
    const oldest = line[(i + line.length - whole - 1) % line.length]!;
    out[i] = i < line.length ? line[at]! : 0.998 * ((1 - part / 2 - 0.25) * older + (part / 2 + 0.25) * oldest);
    line[at] = out[i]!;
  }
}

function shape(out: Float32Array, patch: Patch, held: number): void {
  const attack = Math.max(1, patch.attackSec * RATE);
  const decay = Math.exp(-1 / (patch.decaySec * RATE));
  const release = Math.exp(-1 / (patch.releaseSec * RATE));
  let body = 1;
  let end = 1;
  for (let i = 0; i < out.length; i++) {
    const level = i < attack ? i / attack : patch.sustain + (1 - patch.sustain) * body;
    if (i >= attack) body *= decay;
    if (i >= held) end *= release;
    out[i]! *= level * end;
  }
}
