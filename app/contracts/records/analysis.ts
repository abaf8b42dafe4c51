import type { BlobHash } from './track.ts';

/**
 * Raised whenever any analyser changes its answers; results of older versions are computed again when nothing else is
 * to be done, and stay in use until then.
 */
export const ANALYSER_VERSION = 8;

/** From this beat on, until that of the next segment, the beats come at one tempo. */
export interface GridSegment {
  /** Time of the beat in seconds from the start of the decoded audio. */
  readonly timeSec: number;
  readonly bpm: number;
  /** Index of that beat: whole, rising from segment to segment. */
  readonly beat: number;
}

/**
 * Where the beats are: one segment where the tempo is constant, more where it is not. Beat 0 is the first beat at or
 * after 0 s; beats before the first segment and after the last follow their tempo. Arithmetic: `core/tempo/beat-grid.ts`.
 */
export interface BeatGrid {
  /** At least one, rising in time and beat; each begins where the tempo of the one before leads. */
  readonly segments: readonly GridSegment[];
  /** 3, 4 … */
  readonly beatsPerBar: number;
  /** Index of a beat, 0 to `beatsPerBar - 1`, with which a bar begins. */
  readonly downbeat: number;
}

/** A tempo that was considered. */
export interface TempoCandidate {
  readonly bpm: number;
  /** 0 to 1; those of all candidates sum to at most 1. */
  readonly probability: number;
}

export interface TempoResult {
  /** The main tempo: that of the constant grid, else the median over time; null when the audio has no beat. */
  readonly bpm: number | null;
  /** Calibrated probability that `bpm` is right, metrical level included. */
  readonly confidence: number;
  /** The metrical levels that were considered, likeliest first, that of `bpm` included. */
  readonly candidates: readonly TempoCandidate[];
  /** What decks and editor use; null when the audio has no beat. */
  readonly grid: BeatGrid | null;
  /** Whether one tempo holds for the whole audio. */
  readonly isConstant: boolean;
  /** Probability that the downbeats of the grid are right, 0 to 1. */
  readonly downbeatConfidence: number;
  /** Beats as they were tracked, in seconds: the evidence behind the grid. */
  readonly beats: Float64Array;
}

export type Mode = 'major' | 'minor';

/** A stretch of one key. */
export interface KeySegment {
  readonly startSec: number;
  readonly endSec: number;
  /** Pitch class, 0 = C. */
  readonly tonic: number;
  readonly mode: Mode;
  /** 0 to 1. */
  readonly confidence: number;
}

export interface KeyResult {
  /** Tonic as pitch class, 0 = C, or null for audio without a key. */
  readonly tonic: number | null;
  readonly mode: Mode | null;
  /** Calibrated probability that tonic and mode are right. */
  readonly confidence: number;
  /** Tuning against A = 440 Hz, -50 to 50 cents. */
  readonly tuningCents: number;
  /** Key over time; empty where there is none or it was not looked for. */
  readonly segments: readonly KeySegment[];
}

/** By ITU-R BS.1770-5, EBU R 128, Tech 3341 and 3342. */
export interface LoudnessResult {
  /** Integrated loudness in LUFS, null for silence. */
  readonly integrated: number | null;
  /** Loudness range in LU, null for silence. */
  readonly range: number | null;
  /** Highest true peak over all channels in dBTP (4 times oversampled), null for digital silence. */
  readonly truePeak: number | null;
  /** Loudest 400 ms in LUFS, null for silence and what is shorter. */
  readonly maxMomentary: number | null;
  /** Loudest 3 s in LUFS, null for silence and what is shorter. */
  readonly maxShortTerm: number | null;
  /**
   * Short-term loudness in LUFS: element `i` is that of the 3 s that end at second `i + 1`. Before the audio there is
   * silence; silence is -120.
   */
  readonly shortTerm: Float32Array;
  /** Crest factor: sample peak to RMS over all channels in dB, null for silence or where it was not measured. */
  readonly crestDb: number | null;
  /** Correlation of left and right, -1 to 1; null for mono and silence. */
  readonly correlation: number | null;
}

export interface EnergyResult {
  /** 1 (calm) to 10, null for silence or where it was not measured. */
  readonly level: number | null;
  /** 0 to 1. */
  readonly confidence: number;
  /** 0 to 1, one value for each second. */
  readonly curve: Float32Array;
}

export type SectionKind = 'intro' | 'verse' | 'build' | 'drop' | 'break' | 'outro';

/** A part of the form of a track. */
export interface Section {
  readonly startSec: number;
  readonly endSec: number;
  readonly kind: SectionKind;
  /** 0 to 1, relative to the track. */
  readonly energy: number;
  /** 0 to 1. */
  readonly confidence: number;
}

/** A stretch in which somebody sings or speaks. */
export interface VocalSpan {
  readonly startSec: number;
  readonly endSec: number;
  /** Estimated probability that there is a voice, 0 to 1. */
  readonly confidence: number;
}

export interface VocalResult {
  /** Estimated probability of a voice, 0 to 1, one value for each second; empty where it was not looked for. */
  readonly curve: Float32Array;
  /** Share of the audio in which a voice is likely, 0 to 1. */
  readonly share: number;
  /** Where a voice is likely, in order; results of versions that did not look for voices have none of this. */
  readonly spans?: readonly VocalSpan[];
}

/**
 * All that is known about one blob from listening to it. Stored in IndexedDB `analyses`, key `[blobHash, version]`.
 */
export interface Analysis {
  readonly blobHash: BlobHash;
  /** {@link ANALYSER_VERSION} of the analyser that wrote it. */
  readonly version: number;
  /** Rate in Hz at which the audio was decoded. */
  readonly sampleRate: number;
  readonly durationSec: number;
  readonly tempo: TempoResult;
  readonly key: KeyResult;
  readonly loudness: LoudnessResult;
  readonly energy: EnergyResult;
  /** In order, without gaps; empty where no form was found. */
  readonly sections: readonly Section[];
  readonly vocals: VocalResult;
  /** Epoch milliseconds. */
  readonly analysedAt: number;
}

/** Columns of a three-band waveform: unsigned bytes, 255 = full scale. Bands cross at 200 Hz and 2 kHz. */
export interface PeakLevel {
  readonly framesPerColumn: number;
  readonly columns: number;
  readonly low: Uint8Array;
  readonly mid: Uint8Array;
  readonly high: Uint8Array;
  /** Absolute peak of the whole band. */
  readonly peak: Uint8Array;
}

/** Three-band waveform, about 150 columns a second, stored in IndexedDB `peaks`, key `blobHash`. */
export interface WaveformPeaks extends PeakLevel {
  readonly blobHash: BlobHash;
  readonly sampleRate: number;
  /** The same, coarser, for the whole track at a glance; older records have none and 100 columns a second. */
  readonly overview?: PeakLevel;
}

export type AnalysisJobState = 'queued' | 'running' | 'failed';

/**
 * Who waits: `wanted` is on a deck or open in the Lab and goes first; `idle` has an older result and takes its turn
 * when nothing else is to be done. Without either: new to the library.
 */
export type AnalysisUrgency = 'wanted' | 'idle';

/** A wish to analyse a blob. Stored in IndexedDB `analysisJobs`, key `blobHash`; removed when the result is stored. */
export interface AnalysisJob {
  readonly blobHash: BlobHash;
  readonly queuedAt: number;
  readonly urgency?: AnalysisUrgency;
  /** Tempo of the beginning, known while the rest is analysed. */
  readonly firstBpm?: number;
  state: AnalysisJobState;
  attempts: number;
  error: string | null;
}
