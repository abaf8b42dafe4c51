import type { AppErrorData } from '#contracts/errors/app-error.ts';
import type { Take, TakeEnd, TakeGap } from '#contracts/records/take.ts';
import type { Marker, Track } from '#contracts/records/track.ts';
import type { ChannelLevel } from '#core/capture/meter.ts';
import type { RingMemory } from '#core/ring/layout.ts';
import type { TakeAudio } from '#storage/takes/audio-at.ts';

/** What the user and the device say about a take that begins. */
export interface NewTake {
  readonly id: string;
  readonly name: string;
  readonly deviceLabel: string;
}

/** Heard by the page about 20 times a second while an input is attached. */
export interface LevelReport {
  readonly type: 'levels';
  readonly levels: readonly ChannelLevel[];
  /** New columns of the live waveform, 50 per second of recorded audio, peaks 0 to 1. */
  readonly columns: Float32Array;
  /** Frames of the running take that are on disk; null while none is written. */
  readonly frames: number | null;
}

export type RecorderEvent =
  | LevelReport
  | { readonly type: 'gap'; readonly gap: TakeGap }
  /** Nothing, or nothing but exact zeros, has come from the input for too long; `ok` when that is over. */
  | { readonly type: 'silence'; readonly reason: 'no-frames' | 'zeros' | 'ok' }
  /** The take ended by itself: the disk is full or the store failed. What was written is safe. */
  | { readonly type: 'ended'; readonly take: Take; readonly error: AppErrorData };

/**
 * Capture: one worker per page that records. It drains the ring all the time an input is attached, for the meters, and
 * writes to the spool while a take runs.
 */
export interface CaptureApi {
  /** Reads from a ring from now on; a running take goes on with it after {@link resume}. */
  attach(ring: RingMemory, sampleRate: number, listener: (event: RecorderEvent) => void): Promise<void>;
  /** Stops reading. A running take is paused first with reason `device-lost`. */
  detach(): Promise<void>;
  /**
   * Begins a take with the next frame.
   *
   * @throws AppError `capture.busy` when another tab records, `storage.*` when the spool cannot be made
   */
  begin(take: NewTake): Promise<Take>;
  pause(reason: 'user' | 'device-lost'): Promise<void>;
  resume(): Promise<void>;
  /** Puts a marker at the frame that was recorded at the moment `wallMs` (epoch milliseconds). */
  mark(wallMs: number, label: string): Promise<Marker>;
  /** Ends the take; all its audio is on disk when this resolves, and its lock is free. */
  end(endedBy: TakeEnd): Promise<Take>;
}

/** Takes that are not running: sealing, recovery, bin. */
export interface TakesApi {
  /** Takes that a crash, a full disk or a cut-off sealing left, checked block by block. Running ones are left out. */
  listOpen(): Promise<Take[]>;
  /** Seals a take into a track; see `sealTake`. */
  seal(
    takeId: string,
    backend: Take['backend'],
    keepSource: boolean,
    onProgress: (done: number) => void,
  ): Promise<Track>;
  /** About 30 s of an open take around a frame, to listen to; null behind its end. */
  audioAt(takeId: string, frame: number): Promise<TakeAudio | null>;
  /** The take as a WAV that reads from the spool, to save. Takes about a second per minute of audio. */
  asWav(takeId: string): Promise<Blob>;
}
