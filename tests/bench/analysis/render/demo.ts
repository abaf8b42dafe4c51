import type { ScoreEvent } from '#core/demo/score/events.ts';
import { busOf, mix as busMix } from '#core/demo/mix/buses.ts';
import { createVoice } from '#core/demo/voices/create.ts';
import type { DrumName, DrumNote, Score, TonalNote } from '../music/score.ts';
import { RATE, type Pcm } from './pcm.ts';

const TAIL_SEC = 1.5;
const BLOCK = 2048;
/** Corners in Hz that the demo track's arrangement would move. */
const controls = { padHz: 1800, arpHz: 2600 };

/** Plays the score with the voices of the app's demo track: a third sound that nobody tunes with. They play at A = 440 Hz. */
export function renderDemo(score: Score): Pcm {
  const { tempo, sound } = score;
  const frames = Math.ceil((tempo.timeOf(tempo.beats.length) + TAIL_SEC) * RATE);
  const out = [new Float32Array(frames), new Float32Array(frames)] as const;
  score.drums.forEach((note, index) => play(drumEvent(note, score), sound.gains.drums, index, out));
  score.notes.forEach((note, index) => play(tonalEvent(note, score), sound.gains[note.part], index, out));
  return { sampleRate: RATE, channels: out };
}

type Stereo = readonly [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>];

function play(event: ScoreEvent, gain: number, seed: number, out: Stereo): void {
  const voice = createVoice(event, controls, seed + 1);
  const level = gain * busMix[busOf(event)].dry;
  const [left, right] = [new Float32Array(BLOCK), new Float32Array(BLOCK)];
  let sounds = true;
  for (let start = event.at; sounds && start < out[0].length; start += BLOCK) {
    left.fill(0);
    right.fill(0);
    sounds = voice.render(left, right, 0);
    const count = Math.min(BLOCK, out[0].length - start);
    for (let i = 0; i < count; i++) {
      out[0][start + i]! += level * left[i]!;
      out[1][start + i]! += level * right[i]!;
    }
  }
}

const frameOf = (sec: number) => Math.max(0, Math.round(sec * RATE));

function drumEvent({ drum, beat, shiftSec, velocity }: DrumNote, { tempo }: Score): ScoreEvent {
  const at = frameOf(tempo.timeOf(beat) + shiftSec);
  const cymbal = cymbals[drum];
  if (cymbal) return { type: 'cymbal', kind: cymbal, at, velocity };
  if (drum === 'kick') return { type: 'kick', at, velocity };
  if (drum === 'snare' || drum === 'clap') return { type: 'clap', at, velocity };
  return { type: 'tom', note: toms[drum] ?? 60, noise: 0.3, place: 0.2, at, velocity };
}

const cymbals: Readonly<Partial<Record<DrumName, 'closed' | 'open' | 'shaker' | 'crash'>>> = {
  hat: 'closed',
  openHat: 'open',
  ride: 'open',
  shaker: 'shaker',
  crash: 'crash',
};
const toms: Readonly<Partial<Record<DrumName, number>>> = {
  tomLow: 43,
  tomMid: 48,
  tomHigh: 53,
  conga: 57,
  congaHigh: 62,
  rim: 72,
  cowbell: 76,
};

function tonalEvent({ part, pitch, beat, beats, shiftSec, velocity }: TonalNote, { tempo }: Score): ScoreEvent {
  const at = frameOf(tempo.timeOf(beat) + shiftSec);
  const frames = Math.max(600, frameOf(tempo.timeOf(beat + beats) + shiftSec) - at);
  if (part === 'bass') return { type: 'bass', note: pitch, at, frames, velocity };
  if (part === 'pad') return { type: 'pad', notes: [pitch], at, frames, velocity };
  if (part === 'stab') return { type: 'pluck', note: pitch, place: 0.2, at, frames, velocity };
  return { type: 'lead', note: pitch, from: pitch, at, frames, velocity };
}
