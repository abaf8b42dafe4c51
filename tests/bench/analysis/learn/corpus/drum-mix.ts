import type { Random } from '../../music/random.ts';
import type { DrumName } from '../../music/score.ts';
import { RATE } from '../../render/pcm.ts';
import { randomKit } from '../../render/synth/drums.ts';
import { kitNames, sampledKit, type SampledKit } from './sampled-kits.ts';

/** A hit at a time. */
export interface Strike {
  readonly drum: DrumName;
  readonly sec: number;
  readonly velocity: number;
}

/** What plays for a drum that a kit lacks. */
const instead: Readonly<Partial<Record<DrumName, readonly DrumName[]>>> = {
  kick: ['tomLow', 'conga'],
  snare: ['clap', 'rim', 'congaHigh', 'conga'],
  clap: ['snare', 'rim'],
  rim: ['snare', 'clap'],
  hat: ['shaker', 'ride', 'cowbell', 'rim'],
  openHat: ['hat', 'ride', 'crash', 'shaker'],
  ride: ['hat', 'openHat', 'shaker'],
  crash: ['ride', 'openHat'],
  shaker: ['hat', 'ride'],
  cowbell: ['rim', 'ride', 'hat'],
  conga: ['tomMid', 'tomLow'],
  congaHigh: ['conga', 'tomHigh'],
  tomLow: ['tomMid', 'conga'],
  tomMid: ['tomHigh', 'tomLow', 'conga'],
  tomHigh: ['tomMid', 'congaHigh', 'conga'],
};

/** A kit that people recorded or that a synthesizer makes, and its name. */
export function anyKit(random: Random): { name: string; kit: SampledKit } {
  const names = kitNames();
  if (names.length === 0 || random.chance(0.25)) {
    return { name: 'synth', kit: new Map(Object.entries(randomKit(random)) as [DrumName, Float32Array][]) };
  }
  const name = random.pick(names);
  return { name, kit: sampledKit(name, random) };
}

/**
 * Adds hits to audio at {@link RATE}; the balance of the drums, their pitch and their length vary from one mix to the next.
 *
 * @param wraps whether what rings at the end goes on at the start, as in a loop cut from longer music
 */
export function mixDrums(
  out: Float32Array,
  strikes: readonly Strike[],
  kit: SampledKit,
  wraps: boolean,
  random: Random,
): void {
  const pitch = 2 ** (random.between(-4, 4) / 12);
  const voices = new Map<DrumName, { sample: Float32Array; gain: number; cut: number }>();
  for (const { drum, sec, velocity } of strikes) {
    let voice = voices.get(drum);
    if (!voice) {
      const source = [drum, ...(instead[drum] ?? [])].find((name) => kit.has(name));
      if (!source) continue;
      const cut = random.chance(0.5) ? random.between(0.04, 0.3) * RATE : Infinity;
      const main = drum === 'kick' || drum === 'snare' || drum === 'clap';
      voice = {
        sample: resampled(kit.get(source)!, pitch * 2 ** (random.between(-1, 1) / 12)),
        gain: random.between(0.25, 1) * (main ? 1 : random.between(0.3, 0.8)),
        cut,
      };
      voices.set(drum, voice);
    }
    const start = Math.max(0, Math.round(sec * RATE));
    const gain = voice.gain * velocity ** 1.5;
    const length = Math.min(voice.sample.length, 2 * voice.cut);
    for (let i = 0; i < length; i++) {
      let at = start + i;
      if (at >= out.length) {
        if (!wraps) break;
        at %= out.length;
      }
      const fade = i > voice.cut ? 1 - (i - voice.cut) / voice.cut : 1;
      out[at]! += gain * fade * voice.sample[i]!;
    }
  }
}

function resampled(samples: Float32Array, ratio: number): Float32Array {
  return Float32Array.from({ length: Math.floor((samples.length - 1) / ratio) }, (_, i) => {
    const below = Math.floor(i * ratio);
    const share = i * ratio - below;
    return samples[below]! * (1 - share) + (samples[below + 1] ?? 0) * share;
  });
}
