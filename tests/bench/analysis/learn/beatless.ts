import { Random } from '../music/random.ts';

const RATE = 22_050;

/** Sounds without a beat, mono, at 22.05 kHz: kind by kind in turn, each `index` another one. */
export function beatless(index: number): { sampleRate: number; samples: Float32Array<ArrayBuffer> } {
  const random = new Random(`beatless ${index}`);
  const samples = new Float32Array(RATE * random.whole(20, 50));
  const make = kinds[index % kinds.length]!;
  make(samples, random);
  return { sampleRate: RATE, samples };
}

const kinds: readonly ((out: Float32Array, random: Random) => void)[] = [
  noise,
  hum,
  sparseClicks,
  randomClicks,
  swells,
  glides,
  babble,
  slowChords,
];

function noise(out: Float32Array, random: Random): void {
  const memory = random.pick([0, 0.7, 0.95, 0.99]);
  let value = 0;
  for (let i = 0; i < out.length; i++) out[i] = value = memory * value + (1 - memory) * (random.next() - 0.5);
}

function hum(out: Float32Array, random: Random): void {
  const partials = Array.from({ length: random.whole(1, 5) }, () => [
    random.between(50, 3000),
    random.between(0.02, 0.2),
  ]);
  for (let i = 0; i < out.length; i++) {
    for (const [hertz, height] of partials) out[i]! += height! * Math.sin((2 * Math.PI * hertz! * i) / RATE);
    out[i]! += 0.001 * (random.next() - 0.5);
  }
}

/** One click, or one every ten seconds or so. */
function sparseClicks(out: Float32Array, random: Random): void {
  const gap = random.chance(0.4) ? 1e9 : random.between(6, 12) * RATE;
  for (let at = random.between(0, 5) * RATE; at < out.length; at += gap) click(out, at, random, 0.01);
}

function randomClicks(out: Float32Array, random: Random): void {
  const rate = random.between(0.5, 6);
  for (let at = 0; at < out.length; at += (-Math.log(1 - random.next()) * RATE) / rate) {
    click(out, at, random, random.between(0.005, 0.1));
  }
}

function click(out: Float32Array, at: number, random: Random, fade: number): void {
  const height = random.between(0.1, 0.8);
  for (let i = 0; i < 8 * fade * RATE && at + i < out.length; i++) {
    out[Math.floor(at) + i]! += height * (random.next() - 0.5) * Math.exp(-i / (fade * RATE));
  }
}

/** Noise that comes and goes without any order, like the sea. */
function swells(out: Float32Array, random: Random): void {
  let [level, goal] = [0, 0.3];
  for (let i = 0; i < out.length; i++) {
    if (random.chance(0.7 / RATE)) goal = random.next() ** 2;
    level += (goal - level) / (RATE * 0.7);
    out[i] = level * (random.next() - 0.5);
  }
}

function glides(out: Float32Array, random: Random): void {
  let [phase, hertz, goal] = [0, 400, 800];
  for (let i = 0; i < out.length; i++) {
    if (random.chance(0.8 / RATE)) goal = random.between(80, 2500);
    hertz += (goal - hertz) / (RATE * 0.4);
    phase += (2 * Math.PI * hertz) / RATE;
    out[i] = 0.3 * Math.sin(phase) + 0.1 * Math.sin(2 * phase);
  }
}

/** Syllables of uneven length with pauses, like speech. */
function babble(out: Float32Array, random: Random): void {
  for (let at = 0; at < out.length;) {
    const length = Math.floor(random.between(0.07, 0.35) * RATE);
    const hertz = random.between(90, 240);
    const [first, second] = [random.between(300, 900), random.between(1000, 2500)];
    for (let i = 0; i < length && at + i < out.length; i++) {
      const shape = Math.sin((Math.PI * i) / length);
      const pulse = Math.exp(-((i * hertz) / RATE - Math.floor((i * hertz) / RATE)) * 5);
      const voice = Math.sin((2 * Math.PI * first * i) / RATE) + 0.5 * Math.sin((2 * Math.PI * second * i) / RATE);
      out[at + i] = 0.3 * shape * (pulse * voice + 0.2 * (random.next() - 0.5));
    }
    at += length + Math.floor((random.chance(0.2) ? random.between(0.2, 1.2) : random.between(0, 0.06)) * RATE);
  }
}

/** Chords that swell and change whenever they like. */
function slowChords(out: Float32Array, random: Random): void {
  for (let at = 0; at < out.length;) {
    const length = Math.floor(random.between(2, 7) * RATE);
    const notes = Array.from({ length: 4 }, () => 110 * 2 ** (random.whole(0, 30) / 12));
    for (let i = 0; i < length * 1.2 && at + i < out.length; i++) {
      const shape = Math.min(1, i / (0.8 * RATE), (length * 1.2 - i) / (0.8 * RATE));
      for (const hertz of notes) out[at + i]! += 0.1 * shape * Math.sin((2 * Math.PI * hertz * i) / RATE);
    }
    at += length;
  }
}
