/** What kind a section is, in the words of the product: a chorus counts as a drop. */
export type SectionKind = 'intro' | 'verse' | 'build' | 'drop' | 'break' | 'outro';

export interface KeySpan {
  readonly startSec: number;
  readonly endSec: number;
  readonly tonic: number;
  readonly mode: 'major' | 'minor';
}
export interface SectionSpan {
  readonly startSec: number;
  readonly endSec: number;
  readonly kind: SectionKind;
}

/**
 * What is known about a track. A missing property is not known and not scored; `null` is known to be none. Times in
 * seconds from the first sample.
 */
export interface Truth {
  readonly name: string;
  readonly style: string;
  readonly durationSec: number;
  /** Tempo; of changing music the median of its beats. Null: no beat can be heard. */
  readonly bpm?: number | null;
  /** Whether one tempo fits the whole track. */
  readonly isConstant?: boolean;
  readonly beatsPerBar?: number;
  readonly beats?: readonly number[];
  readonly downbeats?: readonly number[];
  /** Where the tempo changes. */
  readonly tempoMap?: readonly { readonly timeSec: number; readonly bpm: number }[];
  /** The key that holds longest. Null: nothing tonal plays. */
  readonly key?: { readonly tonic: number; readonly mode: 'major' | 'minor' } | null;
  readonly keys?: readonly KeySpan[];
  readonly sections?: readonly SectionSpan[];
  readonly tuningCents?: number;
  readonly swing?: number;
}
