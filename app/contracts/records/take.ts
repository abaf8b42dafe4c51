import type { BlobHash, Marker } from './track.ts';

/**
 * - `recording`: frames are being written, or the browser died while they were
 * - `stopped`: capture ended, sealing not finished
 * - `sealed`: one immutable WAV blob exists and was read back
 * - `binned`: discarded by the user; the spool stays until the bin is emptied
 */
export type TakeState = 'recording' | 'stopped' | 'sealed' | 'binned';

export type TakeEnd = 'user' | 'crash' | 'device-lost' | 'disk-full' | 'failed';

/**
 * - `suspended`: the system slept or the audio thread stood still; the frames were never captured
 * - `device-lost`: the input was gone until another was chosen
 * - `overrun`: captured, but the spool could not keep up
 * - `damaged`: written, but no longer readable
 */
export type TakeGapReason = 'suspended' | 'device-lost' | 'overrun' | 'damaged';

/**
 * A place in a take without audio. Overrun and damaged frames keep their place as silence, so that all behind them
 * stays in time; the length of the other two is known by the wall clock only and takes no room in the take.
 */
export interface TakeGap {
  readonly frame: number;
  readonly lengthMs: number;
  readonly reason: TakeGapReason;
}

/**
 * CrashGuard's journal row. Stored in IndexedDB `takes`, key `id`. Every field can be rebuilt from the spool alone.
 */
export interface Take {
  readonly id: string;
  name: string;
  state: TakeState;
  endedBy: TakeEnd | null;
  readonly backend: 'opfs' | 'idb';
  readonly sampleRate: number;
  readonly channels: number;
  /** Bits of one stored sample; the spool holds little-endian signed PCM. */
  readonly bitDepth: 24;
  readonly deviceLabel: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Frames per channel known to be on disk. */
  frames: number;
  /** Frames of the take that are not in the spool: overrun or damaged. */
  missingFrames: number;
  markers: readonly Marker[];
  gaps: readonly TakeGap[];
  blobHash: BlobHash | null;
  trackId: string | null;
  /** The sealed blob was read back after a normal stop: the spool may go, and a start finishes what a crash cut off. */
  spoolDisposable?: boolean;
}
