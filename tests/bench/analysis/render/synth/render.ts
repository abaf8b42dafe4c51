import { Random } from '../../music/random.ts';
import type { Score, TonalPart } from '../../music/score.ts';
import { RATE, type Pcm } from '../pcm.ts';
import { randomKit } from './drums.ts';
import { reverberate } from './reverb.ts';
import { playNote, randomPatch, type Patch } from './voice.ts';

const TAIL_SEC = 1.5;
const places: Readonly<Record<TonalPart, number>> = { bass: 0, pad: -0.3, stab: 0.35, lead: 0.1 };
/** How loud a voice is against the drums. */
const levels: Readonly<Record<TonalPart, number>> = { bass: 0.55, pad: 0.2, stab: 0.22, lead: 0.32 };

type Stereo = [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>];

/** Plays the score with drums and oscillators whose settings the track's name decides; needs nothing installed. */
export function renderSynth(score: Score): Pcm {
  const random = new Random(`${score.name} synth`);
  const frames = Math.ceil((score.tempo.timeOf(score.tempo.beats.length) + TAIL_SEC) * RATE);
  const drums: Stereo = [new Float32Array(frames), new Float32Array(frames)];
  const music: Stereo = [new Float32Array(frames), new Float32Array(frames)];
  mixDrums(score, drums, random);
  mixNotes(score, music, random);
  duck(score, music);
  if (score.sound.reverb > 0.3) reverberate(music, (score.sound.reverb - 0.3) * 0.5);
  for (const side of [0, 1] as const) {
    for (let i = 0; i < frames; i++) music[side][i]! += drums[side][i]!;
  }
  return { sampleRate: RATE, channels: music };
}

function mix(sample: Float32Array, out: Stereo, atSec: number, gain: number, place: number): void {
  const start = Math.max(0, Math.round(atSec * RATE));
  const right = (place + 1) / 2;
  const [left, other] = [gain * Math.sqrt(1 - right), gain * Math.sqrt(right)];
  const count = Math.min(sample.length, out[0].length - start);
  for (let i = 0; i < count; i++) {
    out[0][start + i]! += left * sample[i]!;
    out[1][start + i]! += other * sample[i]!;
  }
}

function mixDrums({ drums, tempo, sound }: Score, out: Stereo, random: Random): void {
  const kit = randomKit(random);
  const balance = { kick: random.between(0.7, 1), snare: random.between(0.5, 0.9), rest: random.between(0.2, 0.55) };
  for (const { drum, beat, shiftSec, velocity } of drums) {
    const part = drum === 'kick' ? balance.kick : drum === 'snare' || drum === 'clap' ? balance.snare : balance.rest;
    const place = drum === 'hat' || drum === 'openHat' ? 0.25 : drum === 'kick' || drum === 'snare' ? 0 : -0.2;
    mix(kit[drum], out, tempo.timeOf(beat) + shiftSec, part * velocity ** 1.5 * sound.gains.drums, place);
  }
}

function patches(random: Random): Record<TonalPart, Patch> {
  return {
    bass: randomPatch(['saw', 'square', 'sine', 'triangle', 'string'], [0.002, 0.012], random),
    pad: randomPatch(['saw', 'triangle', 'square', 'fm'], [0.01, 0.4], random),
    stab: randomPatch(['saw', 'square', 'fm', 'string', 'triangle'], [0.001, 0.01], random),
    lead: randomPatch(['saw', 'square', 'sine', 'fm', 'string'], [0.003, 0.04], random),
  };
}

function mixNotes({ notes, tempo, sound, tuningCents }: Score, out: Stereo, random: Random): void {
  const voices = patches(random);
  for (const { part, pitch, beat, beats, shiftSec, velocity } of notes) {
    const hz = 440 * 2 ** ((pitch - 69 + tuningCents / 100) / 12);
    const start = tempo.timeOf(beat) + shiftSec;
    const held = Math.max(0.03, tempo.timeOf(beat + beats) + shiftSec - start);
    const sample = playNote(voices[part], hz, held, random);
    mix(sample, out, start, levels[part] * velocity * sound.gains[part], places[part]);
  }
}

/** The kick pushes the other players away, as a compressor with a side chain does. */
function duck({ drums, tempo, sound }: Score, out: Stereo): void {
  if (sound.ducking < 0.05) return;
  const length = Math.round(0.25 * RATE);
  for (const { drum, beat, shiftSec, velocity } of drums) {
    if (drum !== 'kick') continue;
    const start = Math.max(0, Math.round((tempo.timeOf(beat) + shiftSec) * RATE));
    for (let i = 0; i < length && start + i < out[0].length; i++) {
      const gain = 1 - sound.ducking * velocity * (1 - i / length) ** 2;
      out[0][start + i]! *= gain;
      out[1][start + i]! *= gain;
    }
  }
}
