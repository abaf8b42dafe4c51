import { Random } from '../music/random.ts';
import {
  applause,
  babble,
  babbleOfMany,
  birds,
  crackle,
  fewNotes,
  rain,
  randomClicks,
  sparseClicks,
} from './beatless-events.ts';

/** Mono sound to be filled in. */
export interface Canvas {
  readonly rate: number;
  readonly out: Float32Array<ArrayBuffer>;
  readonly random: Random;
}

const RATES = [8000, 11_025, 22_050, 22_050, 32_000, 44_100, 44_100, 48_000, 48_000, 96_000, 192_000] as const;
const MOST_SAMPLES = 1_500_000;

/** Sounds without a beat, of 2 to 60 s at all sample rates: kind by kind in turn, each `index` another one. */
export function beatless(index: number): { kind: string; sampleRate: number; samples: Float32Array<ArrayBuffer> } {
  const random = new Random(`beatless ${index}`);
  const rate = random.pick(RATES);
  const seconds = Math.min(MOST_SAMPLES / rate, 2 * 30 ** random.next());
  const canvas = { rate, out: new Float32Array(Math.round(rate * seconds)), random };
  const make = kinds[index % kinds.length]!;
  make(canvas);
  const gain = 10 ** random.between(-2, 0);
  const loudest = canvas.out.reduce((most, x) => Math.max(most, Math.abs(x)), 1e-9);
  for (let i = 0; i < canvas.out.length; i++) canvas.out[i]! *= gain / loudest;
  return { kind: make.name, sampleRate: rate, samples: canvas.out };
}

const kinds: readonly ((canvas: Canvas) => void)[] = [
  noise,
  noiseOfBand,
  hum,
  drone,
  sparseClicks,
  randomClicks,
  swells,
  glides,
  babble,
  babbleOfMany,
  slowChords,
  rain,
  applause,
  birds,
  crackle,
  fewNotes,
];

/** White, pink-like or brown noise. */
function noise({ out, random }: Canvas): void {
  const memory = random.pick([0, 0, 0, 0.7, 0.95, 0.99, 0.998]);
  const white = random.pick([0, 0, 0.3]);
  let value = 0;
  for (let i = 0; i < out.length; i++) {
    value = memory * value + (1 - memory) * (random.next() - 0.5);
    out[i] = value + white * (1 - memory) * (random.next() - 0.5);
  }
}

/** Wind or a ventilator: noise around a frequency that wanders, over faint noise. */
function noiseOfBand({ out, rate, random }: Canvas): void {
  const width = random.between(0.001, 0.1);
  const wander = random.pick([0, 0.5, 2]);
  let [octave, goal, slow, fast] = [Math.log2(random.between(100, 2000)), 9, 0, 0];
  for (let i = 0; i < out.length; i++) {
    if (random.chance(1 / rate)) goal = random.between(7, 11);
    octave += (wander * (goal - octave)) / (2 * rate);
    const step = Math.min(1, (2 * Math.PI * 2 ** octave) / rate);
    const hiss = random.next() - 0.5;
    const rest = hiss - slow - Math.sqrt(width) * fast;
    fast += step * rest;
    slow += step * fast;
    out[i] = fast + 0.01 * hiss;
  }
}

function hum({ out, rate, random }: Canvas): void {
  const partials = Array.from({ length: random.whole(1, 5) }, () => [
    random.between(50, 3000),
    random.between(0.02, 0.2),
  ]);
  const hiss = random.pick([0, 0.001, 0.05]);
  for (let i = 0; i < out.length; i++) {
    for (const [hertz, height] of partials) out[i]! += height! * Math.sin((2 * Math.PI * hertz! * i) / rate);
    out[i]! += hiss * (random.next() - 0.5);
  }
}

/** Notes with overtones that go on, each with a slow swell of its own. */
function drone({ out, rate, random }: Canvas): void {
  const root = random.between(40, 200);
  for (const ratio of [1, 1.5, 2, 3, 4, 5].slice(0, random.whole(2, 6))) {
    const hertz = root * ratio * (1 + 0.004 * random.bell());
    const [height, speed, phase] = [0.1 / Math.sqrt(ratio), random.between(0.02, 0.25), random.next() * 6.28];
    for (let i = 0; i < out.length; i++) {
      const swell = 0.6 + 0.4 * Math.sin((2 * Math.PI * speed * i) / rate + phase);
      out[i]! += height * swell * Math.sin((2 * Math.PI * hertz * i) / rate);
    }
  }
  for (let i = 0; i < out.length; i++) out[i]! += 0.002 * (random.next() - 0.5);
}

/** Noise that comes and goes without any order, like the sea. */
function swells({ out, rate, random }: Canvas): void {
  const slowness = random.between(0.3, 2);
  let [level, goal] = [0, 0.3];
  for (let i = 0; i < out.length; i++) {
    if (random.chance(0.5 / slowness / rate)) goal = random.next() ** 2;
    level += (goal - level) / (rate * slowness);
    out[i] = (0.02 + level) * (random.next() - 0.5);
  }
}

function glides({ out, rate, random }: Canvas): void {
  let [phase, hertz, goal] = [0, 400, 800];
  for (let i = 0; i < out.length; i++) {
    if (random.chance(0.8 / rate)) goal = random.between(80, 2500);
    hertz += (goal - hertz) / (rate * 0.4);
    phase += (2 * Math.PI * hertz) / rate;
    out[i] = 0.3 * Math.sin(phase) + 0.1 * Math.sin(2 * phase);
  }
}

/** Chords that swell and change whenever they like. */
function slowChords({ out, rate, random }: Canvas): void {
  const attack = random.between(0.2, 2) * rate;
  for (let at = 0; at < out.length;) {
    const length = Math.floor(random.between(2, 7) * rate);
    const notes = Array.from({ length: 4 }, () => 110 * 2 ** (random.whole(0, 30) / 12));
    for (let i = 0; i < length * 1.2 && at + i < out.length; i++) {
      const shape = Math.min(1, i / attack, (length * 1.2 - i) / attack);
      for (const hertz of notes) out[at + i]! += 0.1 * shape * Math.sin((2 * Math.PI * hertz * i) / rate);
    }
    at += length;
  }
}
