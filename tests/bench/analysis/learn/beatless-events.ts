import type { Random } from '../music/random.ts';
import type { Canvas } from './beatless.ts';

/** One click, or one every six to twelve seconds. */
export function sparseClicks({ out, rate, random }: Canvas): void {
  const gap = random.chance(0.4) ? 1e9 : random.between(6, 12) * rate;
  const fade = random.pick([0.0002, 0.001, 0.01, 0.1]);
  const isPulse = random.chance(0.3);
  for (let at = random.between(0, 5) * rate; at < out.length; at += gap) {
    if (isPulse) out.fill(0.9, Math.floor(at), Math.floor(at + Math.max(1, fade * rate)));
    else click(out, at, random, { fade: fade * rate, height: 0.8 });
  }
}

export function randomClicks({ out, rate, random }: Canvas): void {
  const density = random.between(0.5, 6);
  for (const at of chanceTimes(out.length, rate / density, random)) {
    click(out, at, random, { fade: random.between(0.005, 0.1) * rate, height: random.between(0.1, 0.8) });
  }
}

/** Drops upon a hiss. */
export function rain({ out, rate, random }: Canvas): void {
  const hiss = random.between(0.01, 0.2);
  for (let i = 0; i < out.length; i++) out[i] = hiss * (random.next() - 0.5);
  for (const at of chanceTimes(out.length, rate / random.between(10, 200), random)) {
    const fade = random.between(0.001, 0.008) * rate;
    click(out, at, random, { fade, height: 0.8 * random.next() ** 3, hertz: random.between(800, 6000) / rate });
  }
}

/** Many hands, each with a pace of its own. */
export function applause({ out, rate, random }: Canvas): void {
  for (let hand = random.whole(15, 60); hand > 0; hand--) {
    const pace = random.between(2.5, 5.5);
    const height = 0.5 * random.next() ** 2;
    for (let at = random.next() * rate; at < out.length; at += (rate / pace) * (1 + 0.12 * random.bell())) {
      click(out, Math.max(0, at), random, { fade: 0.006 * rate, height });
    }
  }
}

/** Calls of one to five chirps, then a pause. */
export function birds({ out, rate, random }: Canvas): void {
  for (let i = 0; i < out.length; i++) out[i] = 0.01 * (random.next() - 0.5);
  for (let voice = random.whole(1, 3); voice > 0; voice--) {
    const top = random.between(1500, 3800);
    for (let at = random.between(0, 2) * rate; at < out.length; at += random.between(0.4, 3.5) * rate) {
      for (let chirp = random.whole(1, 5); chirp > 0; chirp--) {
        const length = random.between(0.04, 0.2) * rate;
        const slope = random.between(-0.5, 0.5);
        tone(out, at, { length, hertz: (share) => (top * (1 + slope * (share - 0.5))) / rate, height: 0.2 });
        at += length * random.between(1.1, 2);
      }
    }
  }
}

/** Dust on a record. */
export function crackle({ out, rate, random }: Canvas): void {
  const hiss = random.between(0.001, 0.03);
  for (let i = 0; i < out.length; i++) out[i] = hiss * (random.next() - 0.5);
  for (const at of chanceTimes(out.length, rate / random.between(1, 30), random)) {
    click(out, at, random, { fade: random.between(0.0002, 0.002) * rate, height: random.next() ** 2 });
  }
}

/** One to four notes that ring, whenever they like. */
export function fewNotes({ out, rate, random }: Canvas): void {
  let at = random.between(0, 0.5) * rate;
  for (let note = random.whole(1, 4); note > 0; note--) {
    const hertz = 55 * 2 ** (random.whole(0, 48) / 12);
    const fade = random.between(0.3, 3) * rate;
    for (let i = Math.floor(at); i < out.length; i++) {
      const level = 0.3 * Math.min(1, (i - at) / (0.005 * rate)) * Math.exp(-(i - at) / fade);
      for (const over of [1, 2, 3]) out[i]! += (level / over) * Math.sin((2 * Math.PI * hertz * over * i) / rate);
    }
    at += random.between(0.7, 5) * rate;
  }
}

/** Syllables of uneven length with pauses, like speech. */
export function babble({ out, rate, random }: Canvas): void {
  const pause = random.between(0.1, 0.3);
  const height = random.between(90, 240);
  for (let at = 0; at < out.length;) {
    const length = Math.floor(random.between(0.07, 0.35) * rate);
    const hertz = height * random.between(0.8, 1.25);
    const [first, second] = [random.between(300, 900), random.between(1000, 2500)];
    for (let i = 0; i < length && at + i < out.length; i++) {
      const shape = Math.sin((Math.PI * i) / length);
      const pulse = Math.exp(-((i * hertz) / rate - Math.floor((i * hertz) / rate)) * 5);
      const voice = Math.sin((2 * Math.PI * first * i) / rate) + 0.5 * Math.sin((2 * Math.PI * second * i) / rate);
      out[at + i]! += 0.3 * shape * (pulse * voice + 0.2 * (random.next() - 0.5));
    }
    at += length + Math.floor((random.chance(pause) ? random.between(0.2, 1.2) : random.between(0, 0.06)) * rate);
  }
}

/** A room full of people. */
export function babbleOfMany(canvas: Canvas): void {
  for (let voice = canvas.random.whole(3, 8); voice > 0; voice--) babble(canvas);
}

/** Times of a Poisson process. */
function* chanceTimes(end: number, mean: number, random: Random): Generator<number> {
  for (let at = 0; at < end; at -= Math.log(1 - random.next()) * mean) yield at;
}

/** Noise, or a tone of `hertz` cycles a sample, that dies away. */
function click(
  out: Float32Array,
  at: number,
  random: Random,
  { fade, height, hertz }: { fade: number; height: number; hertz?: number },
): void {
  for (let i = 0; i < Math.max(1, 8 * fade) && at + i < out.length; i++) {
    const sample = hertz === undefined ? random.next() - 0.5 : Math.sin(2 * Math.PI * hertz * i);
    out[Math.floor(at) + i]! += height * sample * Math.exp(-i / fade);
  }
}

function tone(
  out: Float32Array,
  at: number,
  { length, hertz, height }: { length: number; hertz: (share: number) => number; height: number },
): void {
  let phase = 0;
  for (let i = 0; i < length && at + i < out.length; i++) {
    phase += 2 * Math.PI * hertz(i / length);
    out[Math.floor(at) + i]! += height * Math.sin((Math.PI * i) / length) * Math.sin(phase);
  }
}
