import type { BlobHash } from './track.ts';

/** Raised whenever any analyser changes its answers; results of older versions are computed again. */
export const ANALYSER_VERSION = 1;

export interface TempoResult {
  /** Beats per minute, after a least-squares grid fit; null when the audio has no beat. */
  readonly bpm: number | null;
  /** 0 to 1. */
  readonly confidence: number;
  /** Beat times in seconds from the start of the decoded audio. */
  readonly beats: Float32Array;
  /** Time of the first beat of the fitted grid in seconds. */
  readonly gridOffsetSec: number;
}

export interface KeyResult {
  /** Tonic as pitch class, 0 = C, or null for audio without a key. */
  readonly tonic: number | null;
  readonly mode: 'major' | 'minor' | null;
  /** 0 to 1. */
  readonly confidence: number;
}

export interface LoudnessResult {
  /** Integrated loudness in LUFS (ITU-R BS.1770-5), null for silence. */
  readonly integrated: number | null;
  /** Loudness range in LU (EBU Tech 3342). */
  readonly range: number | null;
  /** Highest true peak over all channels in dBTP (4 times oversampled), null for digital silence. */
  readonly truePeak: number | null;
}

/**
 * All that is known about one blob from listening to it. Stored in IndexedDB `analyses`, key
 * `[blobHash, version]`.
 */
export interface Analysis {
  readonly blobHash: BlobHash;
  readonly version: number;
  /** Rate in Hz at which the audio was decoded. */
  readonly sampleRate: number;
  readonly durationSec: number;
  readonly tempo: TempoResult;
  readonly key: KeyResult;
  readonly loudness: LoudnessResult;
  readonly analysedAt: number;
}

/**
 * Three-band waveform overview, stored in IndexedDB `peaks`, key `blobHash`. Unsigned bytes, 255 = full scale;
 * one column covers `framesPerColumn` frames. Bands cross at 200 Hz and 2 kHz.
 */
export interface WaveformPeaks {
  readonly blobHash: BlobHash;
  readonly sampleRate: number;
  readonly framesPerColumn: number;
  readonly columns: number;
  readonly low: Uint8Array;
  readonly mid: Uint8Array;
  readonly high: Uint8Array;
  /** Absolute peak of the whole band. */
  readonly peak: Uint8Array;
}

export type AnalysisJobState = 'queued' | 'running' | 'failed';

/** A wish to analyse a blob. Stored in IndexedDB `analysisJobs`, key `blobHash`; removed when the result is stored. */
export interface AnalysisJob {
  readonly blobHash: BlobHash;
  readonly queuedAt: number;
  state: AnalysisJobState;
  attempts: number;
  error: string | null;
}
