import type { Analysis } from '#contracts/records/analysis.ts';
import type { BlobHash, Track } from '#contracts/records/track.ts';
import { compatibility, type Compatibility, type MixTrack } from '#core/analysis/compatibility/compatibility.ts';

/** How well a track goes after another, and its own key for whoever reads the list. */
export interface Match {
  readonly fit: Compatibility;
  readonly key: Analysis['key'];
  readonly bpm: number | null;
}

/** What is known of every track that was analysed, by the hash of its audio. */
export type Known = ReadonlyMap<BlobHash, Analysis>;

/**
 * Scores all tracks as what comes after `from`; those of which nothing is known, and `from` itself, are left out.
 *
 * @param tempo factor by which the deck plays faster than the track; counts with what it brings its key to
 */
export function matchesFor(
  from: MixTrack & { readonly blobHash: BlobHash },
  tempo: number,
  hasKeyLock: boolean,
  tracks: readonly Track[],
  known: Known,
): Map<string, Match> {
  const heard: MixTrack = { ...from, tempo: { bpm: from.tempo.bpm === null ? null : from.tempo.bpm * tempo } };
  const matches = new Map<string, Match>();
  for (const { id, blobHash } of tracks) {
    const analysis = blobHash === from.blobHash ? undefined : known.get(blobHash);
    if (!analysis) continue;
    const fit = compatibility(heard, analysis, hasKeyLock);
    if (fit.score !== null) matches.set(id, { fit, key: analysis.key, bpm: analysis.tempo.bpm });
  }
  return matches;
}
