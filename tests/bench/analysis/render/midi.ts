import type { DrumName, Score, TonalPart } from '../music/score.ts';

const drumKeys: Readonly<Record<DrumName, number>> = {
  kick: 36,
  snare: 38,
  clap: 39,
  rim: 37,
  hat: 42,
  openHat: 46,
  ride: 51,
  crash: 49,
  shaker: 70,
  cowbell: 56,
  conga: 64,
  congaHigh: 63,
  tomLow: 43,
  tomMid: 47,
  tomHigh: 50,
};
const channels: Readonly<Record<TonalPart, number>> = { bass: 0, pad: 1, stab: 2, lead: 3 };
const DRUM_CHANNEL = 9;
const DRUM_SEC = 0.06;
/** A tick is a millisecond, at a tempo of 120: players that round at each change of tempo cannot drift. */
const TICKS_PER_QUARTER = 500;
const QUARTER_US = 500_000;

interface MidiEvent {
  readonly ms: number;
  /** Of events at one time the lower come first: set-up, ends, starts. */
  readonly order: number;
  readonly bytes: readonly number[];
}

/** The score as a standard MIDI file, format 0, in absolute time. */
export function toMidi(score: Score): Uint8Array {
  const events = [...setUp(score), ...drumEvents(score), ...tonalEvents(score)];
  events.sort((a, b) => a.ms - b.ms || a.order - b.order);
  const track: number[] = [0, 0xff, 0x51, 3, QUARTER_US >> 16, (QUARTER_US >> 8) & 255, QUARTER_US & 255];
  let last = 0;
  for (const { ms, bytes } of events) {
    track.push(...variableLength(ms - last), ...bytes);
    last = ms;
  }
  track.push(0, 0xff, 0x2f, 0);
  const header = Buffer.from('MThd\0\0\0\x06\0\0\0\x01\0\0MTrk\0\0\0\0', 'latin1');
  header.writeUInt16BE(TICKS_PER_QUARTER, 12);
  header.writeUInt32BE(track.length, 18);
  return Buffer.concat([header, Buffer.from(track)]);
}

function variableLength(value: number): number[] {
  const bytes = [value & 127];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 127) | 128);
  return bytes;
}

const level = (gain: number) => Math.max(1, Math.min(127, Math.round(gain * 127)));
const control = (channel: number, number: number, value: number): MidiEvent => ({
  ms: 0,
  order: 0,
  bytes: [0xb0 | channel, number, value],
});

function setUp({ sound, tuningCents }: Score): MidiEvent[] {
  const send = Math.round(sound.reverb * 90);
  const parts = Object.entries(channels).flatMap(([name, channel]) => {
    const part = name as TonalPart;
    const pan = { bass: 64, pad: 44, stab: 84, lead: 60 }[part];
    return [
      { ms: 0, order: 0, bytes: [0xc0 | channel, sound.programs[part]] },
      control(channel, 7, level(sound.gains[part])),
      control(channel, 10, pan),
      control(channel, 91, send),
      ...fineTuning(channel, tuningCents),
    ];
  });
  return [
    ...parts,
    { ms: 0, order: 0, bytes: [0xc0 | DRUM_CHANNEL, sound.kit] },
    control(DRUM_CHANNEL, 7, level(sound.gains.drums)),
    control(DRUM_CHANNEL, 91, send >> 1),
  ];
}

/** Registered parameter 1: ±100 cents on 14 bits. */
function fineTuning(channel: number, cents: number): MidiEvent[] {
  const value = Math.round(8192 + (cents / 100) * 8192);
  return [
    control(channel, 101, 0),
    control(channel, 100, 1),
    control(channel, 6, value >> 7),
    control(channel, 38, value & 127),
  ];
}

const toMs = (sec: number) => Math.max(0, Math.round(sec * 1000));

function note(channel: number, key: number, velocity: number, fromSec: number, toSec: number): MidiEvent[] {
  const start = toMs(fromSec);
  return [
    { ms: start, order: 2, bytes: [0x90 | channel, key, level(velocity)] },
    { ms: Math.max(start + 10, toMs(toSec)), order: 1, bytes: [0x80 | channel, key, 0] },
  ];
}

const drumEvents = ({ drums, tempo }: Score) =>
  drums.flatMap(({ drum, beat, shiftSec, velocity }) => {
    const start = tempo.timeOf(beat) + shiftSec;
    return note(DRUM_CHANNEL, drumKeys[drum], velocity, start, start + DRUM_SEC);
  });

const tonalEvents = ({ notes, tempo }: Score) =>
  notes.flatMap(({ part, pitch, beat, beats, shiftSec, velocity }) => {
    const end = tempo.timeOf(beat + beats) + shiftSec;
    return note(channels[part], pitch, velocity, tempo.timeOf(beat) + shiftSec, end);
  });
