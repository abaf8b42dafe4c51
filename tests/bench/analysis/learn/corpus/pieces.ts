import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Random } from '../../music/random.ts';
import type { DrumName } from '../../music/score.ts';
import { RATE, toMono } from '../../render/pcm.ts';
import { fromWav } from '../../render/wav.ts';
import type { Truth } from '../../truth.ts';
import { accompaniment } from './accompaniment.ts';
import { drumPattern } from './breaks.ts';
import { anyKit, mixDrums, type Strike } from './drum-mix.ts';
import { grooveFiles, type GrooveFile } from './groove-library.ts';
import { mangle } from './mangle.ts';
import { readMidi, type MidiNote } from './midi-notes.ts';

const run = promisify(execFile);
const SOUNDFONT = '/usr/share/sounds/sf2/FluidR3_GM.sf2';
/** Delay of the renderer, see `render/soundfont.ts`. */
const DELAY_SEC = 0.004;

/** A piece of the corpus: audio at {@link RATE} and what is true of it. */
export interface Piece {
  /** Pieces of a family share patterns: a check leaves out whole families. */
  readonly family: string;
  readonly truth: Truth;
  readonly samples: Float32Array<ArrayBuffer>;
}

const kinds = ['band', 'band', 'band', 'hybrid', 'hybrid', 'melody', 'machine', 'machine', 'machine'] as const;
type Kind = (typeof kinds)[number] | 'break';

/** Piece number `index`: always the same one. */
export async function piece(index: number): Promise<Piece> {
  const random = new Random(`corpus ${index}`);
  const kind: Kind = random.chance(0.3) ? 'break' : random.pick(kinds);
  const name = `${kind}-${String(index).padStart(5, '0')}`;
  const files = grooveFiles();
  const raw =
    kind === 'break' || files.length === 0
      ? breakLoop(random)
      : await groovePiece(kind, random.pick(files.filter((file) => kind === 'machine' || !file.isDrumsOnly)), random);
  const { samples, beats, ...rest } = cropped(raw, random);
  mangle(samples, RATE, random);
  const { first, beatsPerBar, bpm, family } = rest;
  const truth: Truth = {
    name,
    style: kind,
    durationSec: samples.length / RATE,
    bpm,
    isConstant: true,
    beatsPerBar,
    beats,
    downbeats: beats.filter((_, i) => (i + first) % beatsPerBar === 0),
  };
  return { family, truth, samples };
}

interface Raw {
  readonly family: string;
  readonly samples: Float32Array<ArrayBuffer>;
  readonly bpm: number;
  readonly beatsPerBar: number;
  readonly beats: readonly number[];
  /** Place in the bar of the first beat. */
  readonly first: number;
}

/** Some music begins anywhere. */
function cropped(raw: Raw, random: Random): Raw {
  if (!random.chance(0.35)) return raw;
  const sec = random.between(0.1, 4);
  const start = Math.round(sec * RATE);
  if (raw.samples.length - start < 4 * RATE) return raw;
  const left = raw.beats.filter((time) => time >= sec);
  const gone = raw.beats.length - left.length;
  return {
    ...raw,
    samples: raw.samples.slice(start),
    beats: left.map((time) => time - sec),
    first: (raw.first + gone) % raw.beatsPerBar,
  };
}

function beatTimes(bpm: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => (i * 60) / bpm);
}

/** A pattern over and over, as a file cut to the sample. */
function looped(
  strikes: (bpm: number) => readonly Strike[],
  { beats, bpm, beatsPerBar, family }: { beats: number; bpm: number; beatsPerBar: number; family: string },
  random: Random,
): Raw {
  const length = Math.round((beats * 60 * RATE) / bpm);
  const exact = (beats * 60 * RATE) / length;
  const loop = new Float32Array(length);
  const { name, kit } = anyKit(random);
  mixDrums(loop, strikes(exact), kit, random.chance(0.6), random);
  const seconds = random.chance(0.2) ? random.between(4, 12) : random.between(14, 60);
  const times = Math.max(1, Math.ceil((seconds * RATE) / length));
  const samples = new Float32Array(length * times);
  for (let i = 0; i < times; i++) samples.set(loop, i * length);
  const kitFamily = `${family} ${name}`;
  return { family: kitFamily, samples, bpm: exact, beatsPerBar, beats: beatTimes(exact, beats * times), first: 0 };
}

function breakLoop(random: Random): Raw {
  const pattern = drumPattern(random);
  const bpm = random.between(...pattern.bpm);
  const strikes = (exact: number) =>
    pattern.drums.map(({ drum, beat, shiftSec, velocity }) => {
      return { drum, velocity, sec: Math.max(0, (beat * 60) / exact + shiftSec) };
    });
  return looped(strikes, { ...pattern, bpm, family: 'break' }, random);
}

async function groovePiece(kind: Kind, file: GrooveFile, random: Random): Promise<Raw> {
  const bpm = Math.round(random.between(...file.bpm) * 100) / 100;
  const { beatsPerBar } = file;
  const isLoop = kind === 'machine' && random.chance(0.5);
  const seconds = random.between(22, 50);
  const bars = isLoop ? random.pick([1, 2, 2, 4]) : Math.max(4, Math.round((seconds * bpm) / 60 / beatsPerBar));
  const players = kind === 'band' ? 'all' : kind === 'machine' ? 'drums' : 'no drums';
  const midi = await accompaniment(file, bpm, bars, players, random);
  const { notes, tempi } = readMidi(midi);
  const exact = 60 / (tempi.at(-1)?.sec ?? 60 / bpm);
  const beats = bars * beatsPerBar;
  const common = { beats, bpm: exact, beatsPerBar, family: file.file };
  const drums = notes.filter(({ channel }) => channel === 9);
  const strikes = (tempo: number) => drums.flatMap((note) => strikeOf(note, tempo));
  if (isLoop) return looped((tempo) => strikes(tempo).filter(({ sec }) => sec < (beats * 60) / tempo), common, random);
  const length = Math.round((beats * 60 * RATE) / exact + 0.5 * RATE);
  const samples = new Float32Array(length);
  if (kind !== 'machine' || random.chance(0.25)) {
    const played = await soundfont(midi);
    const gain = 0.6 / Math.max(0.05, peak(played));
    for (let i = 0; i < Math.min(length, played.length); i++) samples[i] = gain * played[i]!;
  } else {
    mixDrums(samples, strikes(exact), anyKit(random).kit, false, random);
  }
  if (kind === 'hybrid') {
    const own = await accompaniment(file, bpm, bars, 'drums', random);
    const hits = readMidi(own).notes.flatMap((note) => strikeOf(note, exact));
    mixDrums(samples, hits, anyKit(random).kit, false, random);
  }
  return { ...common, samples, beats: beatTimes(exact, beats + 1), first: 0 };
}

function peak(samples: Float32Array): number {
  let most = 0;
  for (const sample of samples) most = Math.max(most, Math.abs(sample));
  return most;
}

async function soundfont(midi: Buffer): Promise<Float32Array> {
  const folder = await mkdtemp(join(tmpdir(), 'wavefoundry-corpus-'));
  try {
    const [song, wav] = [join(folder, 'song.mid'), join(folder, 'song.wav')];
    await writeFile(song, midi);
    const options = ['-o', 'player.timing-source=sample', '-o', 'synth.polyphony=256'];
    await run('fluidsynth', [
      '-ni',
      '-q',
      '-g',
      '0.35',
      '-R',
      '0',
      '-C',
      '0',
      '-r',
      String(RATE),
      ...options,
      '-F',
      wav,
      SOUNDFONT,
      song,
    ]);
    const pcm = fromWav(await readFile(wav));
    if (!pcm) throw new Error('fluidsynth wrote no WAV file');
    return toMono(pcm).subarray(Math.round(DELAY_SEC * RATE));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const drumsByKey: readonly (readonly [from: number, to: number, drum: DrumName])[] = [
  [35, 36, 'kick'],
  [37, 37, 'rim'],
  [38, 38, 'snare'],
  [39, 39, 'clap'],
  [40, 40, 'snare'],
  [41, 43, 'tomLow'],
  [45, 47, 'tomMid'],
  [48, 50, 'tomHigh'],
  [51, 53, 'ride'],
  [54, 54, 'shaker'],
  [55, 57, 'crash'],
  [59, 59, 'ride'],
  [60, 60, 'congaHigh'],
  [61, 61, 'conga'],
  [62, 63, 'congaHigh'],
  [64, 64, 'conga'],
  [65, 65, 'tomHigh'],
  [66, 66, 'tomMid'],
  [67, 68, 'cowbell'],
  [69, 70, 'shaker'],
  [73, 74, 'shaker'],
  [75, 77, 'rim'],
  [80, 81, 'ride'],
  [82, 82, 'shaker'],
];

function strikeOf({ beat, channel, key, velocity }: MidiNote, bpm: number): Strike[] {
  if (channel !== 9) return [];
  const odd: DrumName | undefined = { 42: 'hat', 44: 'hat', 46: 'openHat', 56: 'cowbell' }[key] as DrumName | undefined;
  const drum = odd ?? drumsByKey.find(([from, to]) => key >= from && key <= to)?.[2];
  return drum ? [{ drum, sec: (beat * 60) / bpm, velocity }] : [];
}
