import type { Random } from '../../music/random.ts';
import { RATE } from '../../render/pcm.ts';
import type { Truth } from '../../truth.ts';
import { randomManner, sung, usualPitch, type Note } from './sing.ts';

/** What one person has said. */
export interface Person {
  readonly name: string;
  readonly words: readonly Float32Array[];
}

const scales = { major: [0, 2, 4, 5, 7, 9, 11], minor: [0, 2, 3, 5, 7, 8, 10] } as const;
/** Lengths of notes in beats. */
const lengths = [0.25, 0.5, 0.5, 0.5, 1, 1, 1.5, 2] as const;
/** Pauses that a listener does not take for an end. */
const BREATH_SEC = 0.8;

/** Somebody over a track: mono, as long as it; now and then spoken, mostly sung, for some phrases and again later. */
export function performed(person: Person, truth: Truth, frames: number, random: Random): Float32Array {
  const out = new Float32Array(frames);
  const beatSec = 60 / (truth.bpm ?? random.between(70, 140));
  const isSung = random.chance(0.7);
  const manner = randomManner(random);
  const isDoubled = random.chance(0.3);
  const base = isSung ? medianPitch(person, random) : 0;
  const transpose = random.between(-3, 7);
  let at = random.between(0, 14);
  while (at < frames / RATE - 2) {
    const until = at + random.between(4, 22);
    while (at < until && at < frames / RATE - 1) {
      const word = random.pick(person.words);
      const notes = melody(truth, base + transpose, (word.length * manner.stretch) / RATE, beatSec, random);
      const sound = isSung ? sung(word, notes, manner, random) : word;
      add(out, sound, at, 1);
      if (isDoubled) add(out, isSung ? sung(word, notes, manner, random) : word, at + random.between(0.008, 0.03), 0.7);
      at += sound.length / RATE + (random.chance(0.25) ? random.between(0.2, 1.2) : random.between(0, 0.15));
    }
    at += random.between(3, 16);
  }
  return out;
}

function medianPitch({ words }: Person, random: Random): number {
  const found = Array.from({ length: 6 }, () => usualPitch(random.pick(words))).filter((pitch) => pitch !== null);
  return found.sort((a, b) => a - b)[Math.floor(found.length / 2)] ?? 55;
}

function melody({ key }: Truth, base: number, seconds: number, beatSec: number, random: Random): Note[] {
  const { tonic, mode } = key ?? { tonic: random.whole(0, 11), mode: 'major' as const };
  const steps: number[] = [];
  for (let note = Math.round(base) - 7; note <= base + 9; note++) {
    if ((scales[mode] as readonly number[]).includes((note - tonic + 120) % 12)) steps.push(note);
  }
  let at = Math.floor(steps.length / 2);
  const notes: Note[] = [];
  for (let sec = 0; sec <= seconds; sec += beatSec * random.pick(lengths)) {
    at = Math.max(0, Math.min(steps.length - 1, at + random.pick([-2, -1, -1, 0, 1, 1, 2, 3])));
    notes.push({ atSec: sec, pitch: steps[at] as number });
  }
  return notes;
}

function add(out: Float32Array, sound: Float32Array, atSec: number, gain: number): void {
  const start = Math.round(atSec * RATE);
  for (let i = 0; i < sound.length && start + i < out.length; i++) out[start + i]! += gain * (sound[i] as number);
}

/** Whether the voice sounds in each tenth of a second; breaths within a phrase belong to it. */
export function soundingTenths(voice: Float32Array): boolean[] {
  const hop = RATE / 10;
  const levels = Array.from({ length: Math.ceil(voice.length / hop) }, (_, tenth) => {
    const part = voice.subarray(tenth * hop, (tenth + 1) * hop);
    return Math.sqrt(part.reduce((sum, x) => sum + x * x, 0) / Math.max(1, part.length));
  });
  const floor = 0.05 * levels.reduce((most, level) => Math.max(most, level), 1e-6);
  const sounds = levels.map((level) => level > floor);
  let last = -Infinity;
  sounds.forEach((isLoud, tenth) => {
    if (!isLoud) return;
    if (tenth - last <= 10 * BREATH_SEC) for (let i = last + 1; i < tenth; i++) sounds[i] = true;
    last = tenth;
  });
  return sounds;
}
