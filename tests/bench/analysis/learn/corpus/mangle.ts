import type { Random } from '../../music/random.ts';

/** Makes a recording of clean audio, in place: tilted, band-limited, driven, noisy, pumped; a third stays clean. */
export function mangle(samples: Float32Array, rate: number, random: Random): void {
  if (random.chance(0.33)) return;
  if (random.chance(0.4)) lowPass(samples, rate, 2 ** random.between(Math.log2(700), Math.log2(12_000)));
  if (random.chance(0.3)) highPass(samples, rate, 2 ** random.between(Math.log2(50), Math.log2(500)));
  if (random.chance(0.3)) drive(samples, random.between(1.5, 12));
  if (random.chance(0.25)) echo(samples, rate, random);
  if (random.chance(0.4)) addNoise(samples, rate, random);
}

function peakOf(samples: Float32Array): number {
  let peak = 1e-6;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  return peak;
}

function lowPass(samples: Float32Array, rate: number, hertz: number): void {
  const share = 1 - Math.exp((-2 * Math.PI * hertz) / rate);
  let [first, second] = [0, 0];
  for (let i = 0; i < samples.length; i++) {
    first += share * (samples[i]! - first);
    samples[i] = second += share * (first - second);
  }
}

function highPass(samples: Float32Array, rate: number, hertz: number): void {
  const share = 1 - Math.exp((-2 * Math.PI * hertz) / rate);
  let low = 0;
  for (let i = 0; i < samples.length; i++) {
    low += share * (samples[i]! - low);
    samples[i]! -= low;
  }
}

function drive(samples: Float32Array, amount: number): void {
  const scale = amount / peakOf(samples);
  for (let i = 0; i < samples.length; i++) samples[i] = Math.tanh(samples[i]! * scale);
}

/** A delay that knows nothing of the tempo, or a short slap. */
function echo(samples: Float32Array, rate: number, random: Random): void {
  const delay = Math.round(rate * (random.chance(0.5) ? random.between(0.02, 0.09) : random.between(0.15, 0.45)));
  const back = random.between(0.15, 0.5);
  for (let i = delay; i < samples.length; i++) samples[i]! += back * samples[i - delay]!;
}

/** Hiss, and crackle as a record has it. */
function addNoise(samples: Float32Array, rate: number, random: Random): void {
  const peak = peakOf(samples);
  const hiss = peak * 10 ** random.between(-4, -1.5);
  const crackles = random.chance(0.4) ? random.between(2, 25) / rate : 0;
  for (let i = 0; i < samples.length; i++) {
    samples[i]! += hiss * (random.next() - 0.5);
    if (crackles > 0 && random.chance(crackles)) {
      const height = peak * 0.3 * random.next() ** 2;
      for (let k = 0; k < 40 && i + k < samples.length; k++) samples[i + k]! += height * (random.next() - 0.5);
    }
  }
}
