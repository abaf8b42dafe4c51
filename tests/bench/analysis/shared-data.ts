import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { pitchClass } from '#core/keys/keys.ts';
import type { SetName } from './music/plan.ts';
import type { Pcm } from './render/pcm.ts';
import type { KeySpan, SectionKind, Truth } from './truth.ts';

/** Audio with known facts that some machines have beside the repository. */
const DATA = join(import.meta.dirname, '../../../../shared/data');
/** Seconds that a loop is repeated to. */
const TILED_SEC = 60;
/** Beats in the loops that are whole bars of 4/4 and start on the one. Others are not known well enough. */
const loopBeats: Readonly<Record<string, number>> = {
  ...{ arovane_beat_a: 32, arovane_beat_b: 32, arovane_beat_c: 16, arovane_beat_d: 24, arovane_beat_e: 24 },
  ...{ loop_amen: 4, loop_amen_full: 16, loop_breakbeat: 4, loop_electric: 4, loop_garzul: 16, loop_industrial: 2 },
  ...{ loop_mehackit1: 4, loop_mehackit2: 4, loop_mika: 16, loop_perc1: 4, loop_perc2: 4, loop_weirdo: 8 },
};
const folders = ['generated', 'rendered', 'loops', 'ebu'] as const;

export const foldersPresent = (): string[] => folders.filter((folder) => existsSync(join(DATA, folder)));

/** The tracks of a folder that belong to a half: by sorted names the even ones are for tuning, the odd ones for testing. */
export function shared(folder: string, half: SetName): { file: string; truth: Truth }[] {
  const wanted = half === 'tune' ? 0 : 1;
  const audio = readdirSync(join(DATA, folder)).filter((name) => /\.(ogg|flac)$/.test(name));
  return audio
    .sort()
    .filter((_, index) => index % 2 === wanted)
    .map((name) => {
      const file = join(DATA, folder, name);
      return { file, truth: truthOf(folder, file) };
    });
}

/** Paths of the recorded loops, which never were compressed with loss. */
export const losslessLoops = (): string[] =>
  readdirSync(join(DATA, 'loops'))
    .filter((name) => name.endsWith('.flac'))
    .sort()
    .map((name) => join(DATA, 'loops', name));

/** A loop played again and again. */
export function tiled({ sampleRate, channels }: Pcm): Pcm {
  const times = Math.max(1, Math.round((TILED_SEC * sampleRate) / (channels[0]?.length ?? 1)));
  return {
    sampleRate,
    channels: channels.map((channel) => {
      const long = new Float32Array(channel.length * times);
      for (let i = 0; i < times; i++) long.set(channel, i * channel.length);
      return long;
    }),
  };
}

function truthOf(folder: string, file: string): Truth {
  const name = basename(file, extname(file));
  const note = file.replace(/\.\w+$/, '.json');
  if (existsSync(note)) return fromNote(JSON.parse(readFileSync(note, 'utf8')) as Note, folder);
  const beats = folder === 'loops' ? loopBeats[name] : undefined;
  const durationSec = secondsOfFlac(file);
  if (!beats) return { name, style: folder, durationSec };
  const period = durationSec / beats;
  const repeats = Math.max(1, Math.round(TILED_SEC / durationSec));
  const times = Array.from({ length: beats * repeats }, (_, beat) => beat * period);
  return { name, style: folder, durationSec: durationSec * repeats, bpm: 60 / period, isConstant: true, beats: times };
}

/** Length by the STREAMINFO block of a FLAC file. */
function secondsOfFlac(file: string): number {
  const head = readFileSync(file).subarray(8, 42);
  const packed = head.readBigUInt64BE(10);
  return Number(packed & 0xf_ffff_ffffn) / Number(packed >> 44n);
}

/** The notes beside the optional tracks. */
interface Note {
  readonly name: string;
  readonly style?: string;
  readonly bpm: number | null;
  readonly bpm_median?: number;
  readonly meter?: number;
  readonly duration: number;
  readonly excerpt_s?: number;
  readonly beats: readonly number[];
  readonly downbeats?: readonly number[];
  readonly keys?: readonly { readonly time: number; readonly key: string; readonly mode: 'major' | 'minor' }[];
  readonly sections?: readonly { readonly time: number; readonly name: string }[];
  readonly swing?: number;
}

const kinds: Readonly<Record<string, SectionKind>> = { chorus: 'drop', bridge: 'verse' };

function fromNote(note: Note, folder: string): Truth {
  const durationSec = Math.min(note.duration, note.excerpt_s ?? note.duration);
  const inside = (times: readonly number[]) => times.filter((time) => time < durationSec);
  const ends = <T extends { time: number }>(list: readonly T[]) =>
    list
      .filter(({ time }) => time < durationSec)
      .map((one, i) => ({
        ...one,
        startSec: one.time,
        endSec: Math.min(durationSec, list[i + 1]?.time ?? durationSec),
      }));
  const keys = ends(note.keys ?? []).map(({ startSec, endSec, key, mode }) => {
    return { startSec, endSec, tonic: pitchClass(key) ?? 0, mode } satisfies KeySpan;
  });
  const main = keys.toSorted((a, b) => b.endSec - b.startSec - (a.endSec - a.startSec))[0];
  const bpm = note.bpm ?? note.bpm_median;
  return {
    name: note.name,
    style: note.style ?? folder,
    durationSec,
    ...(bpm ? { bpm, isConstant: note.bpm !== null } : {}),
    ...(note.meter ? { beatsPerBar: note.meter } : {}),
    beats: inside(note.beats),
    ...(note.downbeats ? { downbeats: inside(note.downbeats) } : {}),
    ...(main ? { key: { tonic: main.tonic, mode: main.mode }, keys } : {}),
    ...(note.sections
      ? {
          sections: ends(note.sections).map(({ startSec, endSec, name }) => {
            return { startSec, endSec, kind: kinds[name] ?? (name as SectionKind) };
          }),
        }
      : {}),
    ...(note.swing ? { swing: note.swing } : {}),
  };
}
