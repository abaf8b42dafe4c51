import { PowerSpectrum } from '../spectrum/fft.ts';

const FRAME = 8192;
/** Frames looked at, spread over the whole. */
const FRAMES = 96;
/** Range in Hz where melody and harmony lie. */
const LOWEST = 80;
const HIGHEST = 4000;
/** Bins on each side over which the floor around a bin is measured. */
const REACH = 24;
/** Of white noise 1 bin in 1000 stands this far above the median around it; of a tone nearly all the energy. */
const ABOVE_FLOOR = 10;

/**
 * Share of the energy between 80 Hz and 4 kHz that stands out of its surroundings as tones: near 0 for noise and
 * clicks, 0.5 and more for most music. Without tones there is no key, whatever a key profile answers.
 *
 * @param mono at `sampleRate` Hz
 */
export function tonality(mono: Float32Array, sampleRate: number): number {
  const spectrum = new PowerSpectrum(FRAME);
  const from = Math.floor((LOWEST * FRAME) / sampleRate);
  const to = Math.min(spectrum.power.length, Math.ceil((HIGHEST * FRAME) / sampleRate));
  const step = Math.max(FRAME, Math.floor(mono.length / FRAMES));
  let tones = 0;
  let all = 0;
  for (let at = 0; at + FRAME <= mono.length; at += step) {
    const power = spectrum.run(mono, at);
    const floor = medians(power, from, to);
    for (let bin = from; bin < to; bin++) {
      const energy = power[bin] as number;
      all += energy;
      if (energy > ABOVE_FLOOR * (floor[bin - from] as number)) tones += energy;
    }
  }
  return all > 0 ? tones / all : 0;
}

/** Median of the power around each bin, one value for each group of `REACH` bins. */
function medians(power: Float64Array, from: number, to: number): Float64Array {
  const floor = new Float64Array(to - from);
  for (let group = from; group < to; group += REACH) {
    const around = power.slice(Math.max(0, group - REACH), group + 2 * REACH).sort();
    floor.fill(around[around.length >> 1] as number, group - from, group - from + REACH);
  }
  return floor;
}
