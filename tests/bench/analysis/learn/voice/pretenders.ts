import type { Random } from '../../music/random.ts';
import { RATE } from '../../render/pcm.ts';
import type { Truth } from '../../truth.ts';

/** Players that slide, swell and open their filters and are no voices: mono, as long as the track. */
export function pretender(truth: Truth, frames: number, random: Random): Float32Array {
  return random.chance(0.2) ? scratches(frames, truth, random) : lead(frames, truth, random);
}

/** A saw, a pulse or a reed with portamento and vibrato, through a filter that is still, wah or swept. */
function lead(frames: number, { bpm, key }: Truth, random: Random): Float32Array {
  const out = new Float32Array(frames);
  const beat = (60 / (bpm ?? 100)) * RATE;
  const scale = key?.mode === 'minor' ? [0, 3, 5, 7, 10, 12] : [0, 2, 4, 7, 9, 12];
  const [hz, cents, slide] = [random.between(4, 7), random.between(0, 60), random.between(0.005, 0.1) * RATE];
  const width = random.between(0.1, 0.5);
  const wave = random.pick(['saw', 'pulse', 'reed'] as const);
  const wah = random.chance(0.5) ? random.between(0.5, 6) : 0;
  const [low, high] = [random.between(300, 700), random.between(900, 3500)];
  const tune = 45 + 12 * random.whole(0, 2) + (key?.tonic ?? 0);
  const breath = random.chance(0.3) ? random.between(0.02, 0.1) : 0;
  const lengths = random.chance(0.5) ? [0.25, 0.5, 0.5, 1] : [0.5, 1, 1, 2, 4];
  let [note, wanted, from, until, phase, band, lower] = [tune, tune, 0, 0, 0, 0, 0];
  let isSilent = false;
  for (let i = 0; i < frames; i++) {
    if (i >= until) {
      wanted = tune + random.pick(scale);
      isSilent = random.chance(0.15);
      from = until;
      until += Math.round(beat * random.pick(lengths));
    }
    note += (wanted - note) / slide;
    const depth = (cents / 100) * Math.min(1, (i - from) / (0.3 * RATE));
    phase = (phase + (440 * 2 ** ((note + depth * Math.sin((2 * Math.PI * hz * i) / RATE) - 69) / 12)) / RATE) % 1;
    const raw =
      wave === 'saw' ? 2 * phase - 1 : wave === 'pulse' ? (phase < width ? 1 : -1) : Math.sin(2 * Math.PI * phase) ** 3;
    const open = wah > 0 ? 0.5 + 0.5 * Math.sin((2 * Math.PI * wah * i) / RATE) : Math.exp(-(i - from) / (0.4 * RATE));
    const f = 2 * Math.sin((Math.PI * (low + (high - low) * open)) / RATE);
    lower += f * band;
    band += f * (raw + breath * random.between(-1, 1) - lower - 0.35 * band);
    const swell = Math.min(1, (i - from) / 600, (until - i) / 1500);
    out[i] = isSilent ? 0 : swell * (wah > 0 ? band : lower);
  }
  return out;
}

/** A record moved back and forth under the needle, in bursts. */
function scratches(frames: number, { bpm }: Truth, random: Random): Float32Array {
  const out = new Float32Array(frames);
  const beat = (60 / (bpm ?? 95)) * RATE;
  const record = Float32Array.from({ length: RATE }, (_, i) => {
    let sum = 0.3 * random.between(-1, 1);
    for (let k = 1; k < 14; k++) sum += Math.sin((2 * Math.PI * 190 * k * i) / RATE) / k;
    return sum;
  });
  for (let at = 0; at < frames; at += Math.round(beat * random.pick([0.25, 0.5, 0.5, 1, 3]))) {
    const length = Math.round(beat * random.pick([0.25, 0.5]));
    const [speed, reach] = [random.between(0.5, 2.5), random.between(0.1, 0.4) * RATE];
    for (let i = 0; i < length && at + i < frames; i++) {
      const place = RATE / 2 + reach * Math.sin((2 * Math.PI * speed * i) / length);
      const move = Math.abs(Math.cos((2 * Math.PI * speed * i) / length));
      out[at + i]! += (record[Math.floor(place)] ?? 0) * move * Math.min(1, i / 200, (length - i) / 200);
    }
  }
  return out;
}
