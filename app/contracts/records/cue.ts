import type { BlobHash } from './track.ts';

/** Hot cues a track may have. */
export const HOT_CUES = 8;

/**
 * The sound around a point in time, by which the point is found again in another file of the same music. The excerpt
 * is mono, low-passed, at `rate` Hz, 8 bits a sample with its loudest at 127.
 */
export interface SoundAnchor {
  /** Sample rate of the excerpt, Hz. */
  readonly rate: number;
  /** Place of the point in the excerpt, in samples of it; not whole as a rule, and outside where the track begins or ends. */
  readonly at: number;
  readonly samples: Int8Array;
}

/**
 * A named point. Times are seconds of decoded audio (`app/core/decode/music-window.ts` says where they begin); they hold
 * for the one blob of their row.
 */
export interface CuePoint {
  readonly timeSec: number;
  readonly name: string;
  /** `#rrggbb`, or null for the colour of its place. */
  readonly colour: string | null;
  /** Null until the track was listened to there. Whoever moves a point sets null again. */
  readonly anchor: SoundAnchor | null;
}

/** A cue on a pad. */
export interface HotCue extends CuePoint {
  /** 0 to 7; one cue on each. */
  readonly slot: number;
}

/** A loop that was kept; `timeSec` is its start. */
export interface SavedLoop extends CuePoint {
  readonly endSec: number;
  /** The pad that it is on, 0 to 7, or null. */
  readonly slot: number | null;
}

/** A span at the beginning or end of a track in which it can be mixed. */
export interface MixSpan {
  readonly startSec: number;
  readonly endSec: number;
}

/**
 * All points of one blob. Stored in IndexedDB `cues`, key `blobHash`; no row means none. Points are in the order of
 * their times, hot cues in the order of their pads.
 */
export interface TrackCues {
  readonly blobHash: BlobHash;
  readonly hotCues: readonly HotCue[];
  readonly memoryCues: readonly CuePoint[];
  readonly loops: readonly SavedLoop[];
  /** Where the music begins and where the beat is there; null where nobody has said. */
  readonly intro: MixSpan | null;
  readonly outro: MixSpan | null;
  /** Two places that carry grid, intro and outro over to other files; kept by whoever fills the anchors in. */
  readonly landmarks: readonly Landmark[];
  /** Epoch milliseconds. */
  readonly updatedAt: number;
}

/** A time and the sound around it, of no meaning by itself. */
export interface Landmark {
  readonly timeSec: number;
  readonly anchor: SoundAnchor;
}
