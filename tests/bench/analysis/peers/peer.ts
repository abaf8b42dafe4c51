import type { Key } from '../score/key.ts';

/** One track in the two shapes that analysers take. */
export interface PeerInput {
  /** 16-bit WAV at the track's own rate. */
  readonly wav: string;
  /** Raw 32-bit floats, mono, 44.1 kHz. */
  readonly mono: string;
}

/** What an analyser says. A missing property is not among its jobs; `null` is an answer of none. */
export interface Answer {
  readonly bpm?: number | null;
  /** Seconds. */
  readonly beats?: readonly number[];
  readonly key?: Key | null;
  /** LUFS. */
  readonly integrated?: number | null;
  /** Processor time of the analysis, all threads, without the start of the process where that can be told apart. */
  readonly cpuMs: number;
}

/** An analyser of others. It runs in a process of its own and never in the product. */
export interface Peer {
  readonly name: string;
  /** Null where it is not installed. */
  version(): Promise<string | null>;
  /** What to install. */
  readonly from: string;
  hear(input: PeerInput): Promise<Answer>;
}

/** Tempo by the median distance of beats, for those that report beats alone. */
export function bpmOfBeats(beats: readonly number[]): number | null {
  const periods = beats.slice(1).map((time, i) => time - (beats[i] as number));
  const median = periods.sort((a, b) => a - b)[periods.length >> 1];
  return median ? 60 / median : null;
}
