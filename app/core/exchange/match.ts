import type { BlobHash } from '#contracts/records/track.ts';
import { fold } from '../library/search/fold.ts';
import type { ExchangeTrack } from './collection.ts';

/** What of the tracks in the library is compared. */
export interface Known {
  readonly id: string;
  readonly blobHash: BlobHash;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly durationSec: number;
  readonly title: string;
  readonly artist: string;
}

/** Programs round lengths, and decoders disagree about silence at the edges, s. */
const SAME_LENGTH_SEC = 2.5;
/** Traktor counts sizes in KiB. */
const SAME_SIZE_BYTES = 1024;

const nameKey = (title: string, artist: string): string => `${fold(artist).trim()}\n${fold(title).trim()}`;

/** Finds the tracks of the library that another program speaks of. */
export class Matcher {
  private readonly byHash = new Map<BlobHash, Known>();
  private readonly byFile = new Map<string, Known[]>();
  private readonly byName = new Map<string, Known[]>();

  constructor(tracks: Iterable<Known>) {
    for (const track of tracks) {
      this.byHash.set(track.blobHash, track);
      push(this.byFile, fold(track.fileName), track);
      if (track.title) push(this.byName, nameKey(track.title, track.artist), track);
    }
  }

  /**
   * The track that is meant: the same bytes; else the same file name with the same size or length; else the same title
   * and artist with the same length. Of several the one whose size and length come nearest; null when none is sure.
   */
  find(track: ExchangeTrack): string | null {
    const same = track.blobHash && this.byHash.get(track.blobHash);
    if (same) return same.id;
    const files = (track.fileName && this.byFile.get(fold(track.fileName))) || [];
    const names = (track.title && this.byName.get(nameKey(track.title, track.artist))) || [];
    return best(files, track, 'file') ?? best(names, track, 'name');
  }
}

function push(map: Map<string, Known[]>, key: string, track: Known): void {
  const known = map.get(key);
  if (known) known.push(track);
  else map.set(key, [track]);
}

function best(candidates: readonly Known[], wanted: ExchangeTrack, by: 'file' | 'name'): string | null {
  const { sizeBytes, durationSec } = wanted;
  const scored = candidates.flatMap((one) => {
    const size = sizeBytes === null ? null : Math.abs(one.sizeBytes - sizeBytes);
    const length = durationSec === null ? null : Math.abs(one.durationSec - durationSec);
    const isSameSize = size !== null && size <= SAME_SIZE_BYTES;
    // Another file of the same name is told by its length; where nothing is said the name has to do.
    if (length === null ? size !== null && by === 'file' && !isSameSize : length > SAME_LENGTH_SEC) return [];
    return [{ id: one.id, distance: (isSameSize ? 0 : 10) + (length ?? 0) }];
  });
  scored.sort((a, b) => a.distance - b.distance);
  const [first, second] = scored;
  if (!first) return null;
  // Without size or length two of one name cannot be told apart.
  if (second && second.distance === first.distance && durationSec === null && sizeBytes === null) return null;
  return first.id;
}
