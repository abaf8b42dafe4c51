import type { Random } from '../../music/random.ts';
import { RATE } from '../../render/pcm.ts';
import { periodAt, periodsOf } from './pitch.ts';

/** A note to come to: MIDI number, and when, in seconds from the start. */
export interface Note {
  readonly atSec: number;
  readonly pitch: number;
}

/** How somebody sings. */
export interface Manner {
  /** How many times as long vowels are. */
  readonly stretch: number;
  readonly vibratoHz: number;
  readonly vibratoCents: number;
  /** Seconds to come from one pitch to the next. */
  readonly glideSec: number;
  /** How unsteady the pitch is, cents. */
  readonly jitterCents: number;
}

export const randomManner = (random: Random): Manner => ({
  stretch: random.pick([1, 1.3, 1.7, 2.2, 3]),
  vibratoHz: random.between(4.6, 6.8),
  vibratoCents: random.chance(0.4) ? random.between(0, 12) : random.between(15, 70),
  glideSec: random.between(0.02, 0.1),
  jitterCents: random.between(3, 20),
});

/** MIDI number that a voice speaks at; null where nothing is voiced. */
export function usualPitch(samples: Float32Array): number | null {
  const voiced = [...periodsOf(samples)].filter((period) => period > 0).sort((a, b) => a - b);
  const median = voiced[Math.floor(voiced.length / 2)];
  return median === undefined ? null : 69 + 12 * Math.log2(RATE / median / 440);
}

/**
 * Turns what was spoken into singing: periods of the voice are set where the notes want them and as often as the time
 * wants them; formants and consonants stay (TD-PSOLA, E. Moulines and F. Charpentier, 1990).
 */
export function sung(samples: Float32Array, notes: readonly Note[], manner: Manner, random: Random): Float32Array {
  const periods = periodsOf(samples);
  const marks = marksOf(samples, periods);
  const out = new Float32Array(Math.ceil(samples.length * manner.stretch + RATE / 2));
  const phase = random.next();
  let [from, to, mark, next, note, drift] = [0, 0, 0, 0, notes[0]?.pitch ?? 60, 0];
  while (from < samples.length && to < out.length) {
    while (mark + 1 < marks.length && (marks[mark + 1] as number) <= from) mark++;
    const centre = marks[mark] as number;
    const own = periodAt(periods, from);
    const isVoiced = own > 0;
    const sec = to / RATE;
    while (next + 1 < notes.length && (notes[next + 1] as Note).atSec <= sec) next++;
    const { atSec, pitch } = notes[next] ?? { atSec: 0, pitch: 60 };
    drift = 0.97 * drift + random.between(-1, 1);
    const depth = manner.vibratoCents * Math.min(1, Math.max(0, sec - atSec - 0.12) / 0.25);
    const cents = depth * Math.sin(2 * Math.PI * (manner.vibratoHz * sec + phase)) + manner.jitterCents * drift * 0.4;
    const step = isVoiced ? RATE / (440 * 2 ** ((note + cents / 100 - 69) / 12)) : 0.005 * RATE;
    note += (pitch - note) * (1 - Math.exp(-step / (manner.glideSec * RATE)));
    addGrain(out, to, samples, isVoiced ? centre : Math.round(from), isVoiced ? own : step);
    to += step;
    from += step / (isVoiced ? manner.stretch : 1);
  }
  return out.subarray(0, Math.min(out.length, Math.ceil(to)));
}

/** The highest sample of each period, one after the other. */
function marksOf(samples: Float32Array, periods: Float32Array): number[] {
  const marks = [0];
  for (let at = 0; at < samples.length;) {
    const period = periodAt(periods, at) || 0.005 * RATE;
    const [from, to] = [Math.round(at + 0.75 * period), Math.min(samples.length, Math.round(at + 1.25 * period))];
    let best = from;
    for (let i = from; i < to; i++) if ((samples[i] as number) > (samples[best] as number)) best = i;
    at = Math.max(at + 16, best);
    marks.push(at);
  }
  return marks;
}

/** Two periods through a Hann window. */
function addGrain(out: Float32Array, at: number, samples: Float32Array, centre: number, period: number): void {
  const half = Math.round(period);
  const start = Math.round(at);
  for (let i = -half; i < half; i++) {
    const [source, target] = [centre + i, start + i];
    if (source < 0 || source >= samples.length || target < 0 || target >= out.length) continue;
    out[target]! += (samples[source] as number) * (0.5 + 0.5 * Math.cos((Math.PI * i) / half));
  }
}
