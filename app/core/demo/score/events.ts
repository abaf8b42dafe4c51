import type { CymbalKind } from '../voices/cymbal.ts';
import type { RiserKind } from '../voices/riser.ts';

interface Timed {
  /** First frame. */
  readonly at: number;
  /** Loudness, 0 to 1. */
  readonly velocity: number;
}

interface Held extends Timed {
  /** Frames until the note is let go. */
  readonly frames: number;
}

/** One thing that the track plays. Notes are MIDI numbers (69 = A4). */
export type ScoreEvent =
  | (Timed & { readonly type: 'kick' | 'clap' })
  | (Timed & { readonly type: 'cymbal'; readonly kind: CymbalKind })
  | (Timed & { readonly type: 'tom'; readonly note: number; readonly noise: number; readonly place: number })
  | (Held & { readonly type: 'riser'; readonly kind: RiserKind })
  | (Held & { readonly type: 'bass'; readonly note: number })
  | (Held & { readonly type: 'pad'; readonly notes: readonly number[] })
  | (Held & { readonly type: 'pluck'; readonly note: number; readonly place: number })
  | (Held & { readonly type: 'lead'; readonly note: number; readonly from: number });
