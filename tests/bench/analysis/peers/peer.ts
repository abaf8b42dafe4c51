import type { Key } from '../score/key.ts';

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
