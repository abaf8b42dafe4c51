import type { Random } from '../../music/random.ts';
import type { DrumName } from '../../music/score.ts';
import { RATE } from '../pcm.ts';

type Sample = Float32Array;

/** A drum kit of its own for each track: one hit of each drum at full strength. */
export function randomKit(random: Random): Readonly<Record<DrumName, Sample>> {
  const ring = random.between(0.6, 1.6);
  const tune = random.between(0.85, 1.2);
  return {
    kick: kick(random),
    snare: snare(random),
    clap: clap(random),
    rim: drum(random, { hz: 420 * tune, sweep: 1.2, toneSec: 0.02, noise: 0.3, noiseSec: 0.008, lowHz: 800 }),
    hat: noise(random, random.between(0.018, 0.05), random.between(5000, 9000)),
    openHat: noise(random, 0.16 * ring, random.between(5000, 8500)),
    ride: noise(random, 0.3 * ring, 6500),
    crash: noise(random, 0.8 * ring, 3500),
    shaker: noise(random, 0.03, 6000),
    cowbell: drum(random, { hz: 560 * tune, sweep: 1, toneSec: 0.09, noise: 0.05, noiseSec: 0.01, lowHz: 500 }),
    conga: drum(random, { hz: 200 * tune, sweep: 1.15, toneSec: 0.11, noise: 0.15, noiseSec: 0.01, lowHz: 400 }),
    congaHigh: drum(random, { hz: 290 * tune, sweep: 1.15, toneSec: 0.08, noise: 0.2, noiseSec: 0.01, lowHz: 500 }),
    tomLow: drum(random, { hz: 85 * tune, sweep: 1.6, toneSec: 0.16, noise: 0.15, noiseSec: 0.02, lowHz: 300 }),
    tomMid: drum(random, { hz: 120 * tune, sweep: 1.6, toneSec: 0.14, noise: 0.15, noiseSec: 0.02, lowHz: 300 }),
    tomHigh: drum(random, { hz: 165 * tune, sweep: 1.6, toneSec: 0.12, noise: 0.15, noiseSec: 0.02, lowHz: 300 }),
  };
}

/** Until 60 dB below its start. */
const frames = (decaySec: number) => Math.ceil(decaySec * 7 * RATE);
const fallOf = (decaySec: number) => Math.exp(-1 / (decaySec * RATE));

function kick(random: Random): Sample {
  const decaySec = random.between(0.06, 0.2);
  const [base, depth, speed] = [random.between(42, 62), random.between(80, 320), random.between(25, 70)];
  const click = random.between(0, 0.5);
  const drive = random.between(1, 3);
  let phase = 0;
  return Float32Array.from({ length: frames(decaySec) }, (_, i) => {
    const sec = i / RATE;
    phase += (base + depth * Math.exp(-sec * speed)) / RATE;
    const body = Math.sin(2 * Math.PI * phase) * Math.exp(-sec / decaySec);
    return Math.tanh(drive * body) / Math.tanh(drive) + click * random.between(-1, 1) * Math.exp(-sec * 700);
  });
}

function snare(random: Random): Sample {
  const hz = random.between(160, 260);
  const tone = random.between(0.05, 0.12);
  const shape = {
    hz,
    sweep: 1.3,
    toneSec: tone,
    noise: random.between(0.6, 1.4),
    noiseSec: random.between(0.05, 0.16),
  };
  return drum(random, { ...shape, lowHz: random.between(900, 2500) });
}

interface DrumShape {
  readonly hz: number;
  /** Pitch at the start, as a multiple. */
  readonly sweep: number;
  readonly toneSec: number;
  readonly noise: number;
  readonly noiseSec: number;
  /** Noise below this is taken away. */
  readonly lowHz: number;
}

function drum(random: Random, { hz, sweep, toneSec, noise: amount, noiseSec, lowHz }: DrumShape): Sample {
  const rattle = noise(random, noiseSec, lowHz);
  let phase = 0;
  return Float32Array.from({ length: Math.max(frames(toneSec), rattle.length) }, (_, i) => {
    const sec = i / RATE;
    phase += (hz * (1 + (sweep - 1) * Math.exp(-sec * 60))) / RATE;
    return 0.6 * (Math.sin(2 * Math.PI * phase) * Math.exp(-sec / toneSec) + amount * (rattle[i] ?? 0));
  });
}

/** Decaying noise above a corner. */
function noise(random: Random, decaySec: number, lowHz: number): Sample {
  const share = 1 - Math.exp((-2 * Math.PI * lowHz) / RATE);
  const fall = fallOf(decaySec);
  let [low, lower, level] = [0, 0, 1];
  return Float32Array.from({ length: frames(decaySec) }, () => {
    const white = random.between(-1, 1);
    low += share * (white - low);
    lower += share * (low - lower);
    level *= fall;
    return (white - lower) * level * 0.8;
  });
}

/** Several hands, a few milliseconds apart; the first is the loudest. */
function clap(random: Random): Sample {
  const out = noise(random, random.between(0.05, 0.12), 900);
  for (const [afterSec, gain] of [
    [0.009, 0.7],
    [0.019, 0.6],
  ] as const) {
    const hand = noise(random, 0.008, 1000);
    const from = Math.round(afterSec * RATE);
    for (let i = 0; i < hand.length && from + i < out.length; i++) out[from + i]! += gain * hand[i]!;
  }
  return out;
}
