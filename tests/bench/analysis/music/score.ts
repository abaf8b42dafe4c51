import type { SectionKind } from '../truth.ts';
import type { TempoMap } from './tempo-map.ts';

/** What a drum note plays. */
export const drumNames = [
  'kick',
  'snare',
  'clap',
  'rim',
  'hat',
  'openHat',
  'ride',
  'crash',
  'shaker',
  'cowbell',
  'conga',
  'congaHigh',
  'tomLow',
  'tomMid',
  'tomHigh',
] as const;
export type DrumName = (typeof drumNames)[number];

/** Players that play pitches. */
export type TonalPart = 'bass' | 'pad' | 'stab' | 'lead';

interface Timed {
  /** Position in quarter notes of the score; 0 is the first beat of the music. */
  readonly beat: number;
  /** What the player is early or late by, s. */
  readonly shiftSec: number;
  /** 0 to 1. */
  readonly velocity: number;
}
export interface DrumNote extends Timed {
  readonly drum: DrumName;
}
export interface TonalNote extends Timed {
  readonly part: TonalPart;
  /** MIDI number. */
  readonly pitch: number;
  readonly beats: number;
}

/** A major or minor key on a pitch class, 0 = C. */
export interface MusicKey {
  readonly tonic: number;
  readonly mode: 'major' | 'minor';
}

/** Timbre choices that all renderers read in their own way. */
export interface Sound {
  /** General MIDI programs, 0 to 127. */
  readonly programs: Readonly<Record<TonalPart, number>>;
  /** General MIDI drum kit. */
  readonly kit: number;
  /** Gain of each player, 0 to 1. */
  readonly gains: Readonly<Record<TonalPart | 'drums', number>>;
  /** How deep the kick pushes the rest away, 0 to 1. */
  readonly ducking: number;
  /** 0 to 1. */
  readonly reverb: number;
}

/** A piece of music that is fully known: notes over a tempo map, and what it is. */
export interface Score {
  readonly name: string;
  readonly style: string;
  readonly beatsPerBar: number;
  /** Beats before the first downbeat. */
  readonly pickup: number;
  /** Share of an eighth that its first sixteenth takes: 0.5 is straight. */
  readonly swing: number;
  readonly tempo: TempoMap;
  readonly drums: readonly DrumNote[];
  readonly notes: readonly TonalNote[];
  /** First beat of each section, rising. */
  readonly sections: readonly { readonly beat: number; readonly kind: SectionKind }[];
  /** First beat of each key, rising; empty where nothing tonal plays. */
  readonly keys: readonly (MusicKey & { readonly beat: number })[];
  /** Whether a beat can be heard at all. */
  readonly hasBeat: boolean;
  readonly sound: Sound;
  /** Concert pitch against A = 440 Hz, cents. */
  readonly tuningCents: number;
}
