/** SHA-256 of the untouched source bytes, 64 lower-case hex digits. Names a blob everywhere. */
export type BlobHash = string;

export type TrackOrigin = 'import' | 'take' | 'demo' | 'set';

/**
 * One row of the library. The audio itself is the immutable blob `blobHash`; everything else may change.
 * Stored in IndexedDB `tracks`, key `id`; `blobHash` is unique, so the same file twice is one track.
 */
export interface Track {
  readonly id: string;
  readonly blobHash: BlobHash;
  readonly origin: TrackOrigin;
  readonly takeId: string | null;
  title: string;
  artist: string;
  album: string;
  genre: string;
  year: number | null;
  /** Hash of the cover image in `covers`, or null. */
  coverHash: string | null;
  readonly fileName: string;
  readonly mimeType: string;
  /** Short names for people: "WAV", "FLAC", "MP3", "AAC", "Vorbis", "Opus". */
  readonly codec: string;
  readonly sizeBytes: number;
  /** The file's own sample rate in Hz. */
  readonly sampleRate: number;
  readonly channels: number;
  readonly durationSec: number;
  /** 0 (none) to 5. */
  rating: number;
  /** International Standard Recording Code, 12 characters; none where the file names none. */
  isrc?: string;
  /** Rows from before these three were kept have none of them. */
  comment?: string;
  tags?: readonly string[];
  /** `#rrggbb`, or null for none. */
  colour?: string | null;
  /** Epoch milliseconds. */
  readonly addedAt: number;
  /** Epoch milliseconds when it went to the bin, else null. */
  deletedAt: number | null;
  /** Markers carried over from a take, in frames of the source. */
  markers: readonly Marker[];
  /** Epoch milliseconds at which the server confirmed the same SHA-256, else null. */
  safeAt: number | null;
}

/** A named point in audio. */
export interface Marker {
  /** Frame (per channel) from the start of the audio. */
  readonly frame: number;
  readonly label: string;
}
