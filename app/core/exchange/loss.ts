import type { Collection, ExchangeTrack } from './collection.ts';

/** What a format may not be able to hold, or what of a file we cannot keep. */
export const lossFields = [
  ...(['title', 'artist', 'album', 'genre', 'comment', 'tags', 'year', 'rating', 'colour'] as const),
  ...(['bpm', 'key', 'plays', 'addedAt', 'durationSec', 'sizeBytes', 'blobHash', 'grid'] as const),
  ...(['hotCues', 'memoryCues', 'loops', 'cueNames', 'cueColours', 'introOutro'] as const),
  ...(['lists', 'listKind', 'folders', 'otherFields', 'fades', 'unreadable'] as const),
] as const;

export type LossField = (typeof lossFields)[number];

/** So many tracks (or cues, or lists) lose a field. */
export interface Loss {
  readonly field: LossField;
  readonly count: number;
}

/** What came out of a file. */
export interface ReadResult {
  readonly collection: Collection;
  /** What the file says and we do not keep. */
  readonly losses: readonly Loss[];
  /** The file ends in the middle, or goes wrong from some place on; what came before was read. */
  readonly isDamaged: boolean;
}

/** Counts what is lost. */
export class LossCount {
  private readonly counts = new Map<LossField, number>();

  add(field: LossField, count = 1): void {
    if (count > 0) this.counts.set(field, (this.counts.get(field) ?? 0) + count);
  }

  /** In the order of {@link lossFields}. */
  all(): Loss[] {
    return lossFields.flatMap((field) => {
      const count = this.counts.get(field);
      return count ? [{ field, count }] : [];
    });
  }
}

type Same = (a: ExchangeTrack, b: ExchangeTrack) => boolean;

/** Times are the same within a tenth of a millisecond, less than any program shows. */
const SAME_TIME_SEC = 1e-4;
const near = (a: number | null, b: number | null, by: number): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= by;

const tests: Partial<Record<LossField, Same>> = {
  title: (a, b) => a.title === b.title,
  artist: (a, b) => a.artist === b.artist,
  album: (a, b) => a.album === b.album,
  genre: (a, b) => a.genre === b.genre,
  comment: (a, b) => a.comment === b.comment,
  tags: (a, b) => a.tags.join('\n') === b.tags.join('\n'),
  year: (a, b) => a.year === b.year,
  rating: (a, b) => a.rating === b.rating,
  colour: (a, b) => a.colour === b.colour,
  bpm: (a, b) => near(a.bpm, b.bpm, 0.005),
  key: (a, b) => a.key?.tonic === b.key?.tonic && a.key?.mode === b.key?.mode,
  plays: (a, b) => a.plays === b.plays,
  // Days are as exact as most programs are.
  addedAt: (a, b) => near(a.addedAt, b.addedAt, 24 * 60 * 60 * 1000),
  // Whole seconds are as exact as most programs are.
  durationSec: (a, b) => near(a.durationSec ?? 0, b.durationSec ?? 0, 1),
  sizeBytes: (a, b) => near(a.sizeBytes, b.sizeBytes, 1024),
  blobHash: (a, b) => a.blobHash === b.blobHash,
  grid: sameGrid,
  introOutro: (a, b) => JSON.stringify([a.cues.intro, a.cues.outro]) === JSON.stringify([b.cues.intro, b.cues.outro]),
};

function sameGrid({ grid: a }: ExchangeTrack, { grid: b }: ExchangeTrack): boolean {
  if (!a || !b) return a === b;
  const isSameMeter = a.beatsPerBar === b.beatsPerBar && a.downbeat === b.downbeat;
  return (
    isSameMeter &&
    a.segments.length === b.segments.length &&
    a.segments.every(({ timeSec, bpm, beat }, i) => {
      const other = b.segments[i];
      return other && near(timeSec, other.timeSec, SAME_TIME_SEC) && near(bpm, other.bpm, 1e-4) && beat === other.beat;
    })
  );
}

type Point = { readonly timeSec: number; readonly name: string; readonly colour: string | null };

/** Counts points that are not there any more, and names and colours of those that are. */
function comparePoints<P extends Point>(
  before: readonly P[],
  after: readonly P[],
  isSame: (a: P, b: P) => boolean,
  field: LossField,
  losses: LossCount,
): void {
  const left = [...after];
  for (const point of before) {
    const at = left.findIndex((other) => near(point.timeSec, other.timeSec, SAME_TIME_SEC) && isSame(point, other));
    const [found] = at < 0 ? [] : left.splice(at, 1);
    if (!found) losses.add(field);
    if (found && found.name !== point.name) losses.add('cueNames');
    if (found && found.colour !== point.colour) losses.add('cueColours');
  }
}

/** What of a collection is missing or different after it went through a format. */
export function lossesBetween(before: Collection, after: Collection): Loss[] {
  const losses = new LossCount();
  before.tracks.forEach((track, i) => {
    const other = after.tracks[i];
    if (!other) return losses.add('unreadable');
    for (const field of lossFields) if (tests[field]?.(track, other) === false) losses.add(field);
    const [a, b] = [track.cues, other.cues];
    comparePoints(a.hotCues, b.hotCues, (x, y) => x.slot === y.slot, 'hotCues', losses);
    comparePoints(a.memoryCues, b.memoryCues, () => true, 'memoryCues', losses);
    const isSameLoop = (x: { endSec: number; slot: number | null }, y: { endSec: number; slot: number | null }) =>
      near(x.endSec, y.endSec, SAME_TIME_SEC) && x.slot === y.slot;
    comparePoints(a.loops, b.loops, isSameLoop, 'loops', losses);
  });
  before.lists.forEach((list, i) => {
    const other = after.lists[i];
    // A list without a name has that of its file.
    const isSameName = other?.name === list.name || other?.name === '';
    if (!other || !isSameName || other.tracks.join() !== list.tracks.join()) losses.add('lists');
    else if (other.kind !== list.kind) losses.add('listKind');
  });
  return losses.all();
}
