import type { BeatGrid } from './analysis.ts';
import type { BlobHash } from './track.ts';

/** Longest sample, s: samples are held whole in memory. */
export const MAX_SAMPLE_SEC = 30;

/** Most that all samples together take, decoded, bytes: two minutes at 48 kHz. */
export const MAX_SAMPLER_BYTES = 48_000_000;

/** A sample on a pad of the sampler, and how the pad plays it. */
export interface PadSample {
  /** 0 to 7. */
  readonly slot: number;
  readonly blobHash: BlobHash;
  readonly name: string;
  /** `#rrggbb`, or null for the pad's own. */
  readonly colour: string | null;
  /** To the end, for as long as it is held, or round and round. */
  readonly mode: 'shot' | 'hold' | 'loop';
  /** Place of the gain knob, -1 to 1. */
  readonly gain: number;
  /** Starts on the leader's beat. */
  readonly quantize: boolean;
  /** Plays at the leader's tempo. */
  readonly sync: boolean;
  readonly durationSec: number;
  /** Bytes of its decoded audio. */
  readonly bytes: number;
  /** Beats of the sample, or null where nobody knows them. */
  readonly grid: BeatGrid | null;
}

/** The pads of this device, by rising slot; a slot without a sample is left out. */
export type SampleBank = readonly PadSample[];
