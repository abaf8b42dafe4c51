import { pitchClass } from '#core/keys/keys.ts';
import type { Answer } from './peer.ts';

interface Vector {
  delete(): void;
  size(): number;
  get(index: number): number;
}

/** The algorithms of Essentia.js that we compare with. */
export interface Essentia {
  arrayToVector(samples: Float32Array): Vector;
  RhythmExtractor2013(
    signal: Vector,
    maxTempo: number,
    method: string,
    minTempo: number,
  ): { bpm: number; ticks: Vector };
  KeyExtractor(signal: Vector): { key: string; scale: 'major' | 'minor' };
  LoudnessEBUR128(left: Vector, right: Vector): { integratedLoudness: number };
}

/** What its npm package exports. */
export interface EssentiaPackage {
  readonly Essentia: new (wasm: unknown) => Essentia;
  readonly EssentiaWASM: unknown;
}

export const startEssentia = ({ Essentia, EssentiaWASM }: EssentiaPackage): Essentia => new Essentia(EssentiaWASM);

/** Its two beat trackers: the quick one, and its default, which alone says how sure it is. */
export type BeatMethod = 'degara' | 'multifeature';

/** @param samples mono at 44.1 kHz */
export function rhythmAndKey(
  essentia: Essentia,
  samples: Float32Array,
  method: BeatMethod = 'degara',
): Required<Pick<Answer, 'bpm' | 'beats' | 'key'>> {
  const signal = essentia.arrayToVector(samples);
  const { bpm, ticks } = essentia.RhythmExtractor2013(signal, 208, method, 40);
  const { key, scale } = essentia.KeyExtractor(signal);
  const beats = Array.from({ length: ticks.size() }, (_, i) => ticks.get(i));
  signal.delete();
  ticks.delete();
  const tonic = pitchClass(key);
  return { bpm: bpm || null, beats, key: tonic === null ? null : { tonic, mode: scale } };
}

/** Integrated loudness in LUFS of two channels at 44.1 kHz; one counts for both. */
export function loudness(essentia: Essentia, channels: readonly Float32Array[]): number {
  const [left = new Float32Array(), right = left] = channels;
  const [a, b] = [essentia.arrayToVector(left), essentia.arrayToVector(right)];
  const { integratedLoudness } = essentia.LoudnessEBUR128(a, b);
  a.delete();
  b.delete();
  return integratedLoudness;
}
