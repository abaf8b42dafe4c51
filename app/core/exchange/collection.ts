import type { BeatGrid } from '#contracts/records/analysis.ts';
import type { NamedKey } from '#contracts/records/correction.ts';
import type { CuePoint, HotCue, MixSpan, SavedLoop } from '#contracts/records/cue.ts';
import type { ListKind } from '#contracts/records/list.ts';
import type { BlobHash } from '#contracts/records/track.ts';

type Bare<Point> = Omit<Point, 'anchor'>;

/** The points of a track as they travel: times in seconds, without the sound around them. */
export interface ExchangeCues {
  readonly hotCues: readonly Bare<HotCue>[];
  readonly memoryCues: readonly Bare<CuePoint>[];
  readonly loops: readonly Bare<SavedLoop>[];
  readonly intro: MixSpan | null;
  readonly outro: MixSpan | null;
}

/** A track as programs tell each other of it. Empty text and null: not said. */
export interface ExchangeTrack {
  /** Without folders. */
  readonly fileName: string;
  readonly blobHash: BlobHash | null;
  readonly sizeBytes: number | null;
  readonly durationSec: number | null;
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly genre: string;
  readonly comment: string;
  readonly tags: readonly string[];
  readonly year: number | null;
  /** 0 (none) to 5. */
  readonly rating: number;
  /** `#rrggbb`. */
  readonly colour: string | null;
  readonly bpm: number | null;
  readonly key: NamedKey | null;
  readonly plays: number;
  /** Epoch milliseconds. */
  readonly addedAt: number | null;
  readonly grid: BeatGrid | null;
  readonly cues: ExchangeCues;
}

/** A crate or playlist; tracks by their place in {@link Collection.tracks}. */
export interface ExchangeList {
  readonly name: string;
  readonly kind: ListKind;
  readonly tracks: readonly number[];
}

/** What is exchanged with another program. */
export interface Collection {
  readonly tracks: readonly ExchangeTrack[];
  readonly lists: readonly ExchangeList[];
}

export const noPoints: ExchangeCues = { hotCues: [], memoryCues: [], loops: [], intro: null, outro: null };

/** A track of which nothing is said but its file. */
export const unknownTrack = (fileName: string): ExchangeTrack => ({
  ...{ fileName, blobHash: null, sizeBytes: null, durationSec: null },
  ...{ title: '', artist: '', album: '', genre: '', comment: '', tags: [], year: null },
  ...{ rating: 0, colour: null, bpm: null, key: null, plays: 0, addedAt: null, grid: null, cues: noPoints },
});

/** The name of a file, whatever the path before it and whichever system wrote it; never a way out of a folder. */
export function baseName(path: string): string {
  const name = path.replace(/^.*[/\\]/s, '').trim();
  return /^\.*$/.test(name) ? '' : name.slice(0, 255);
}
