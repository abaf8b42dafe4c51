import type { Analysis } from '#contracts/records/analysis.ts';
import type { BlobHash, Track } from '#contracts/records/track.ts';
import { factsOf, type Facts, type LibraryRow, noFacts } from './rows.ts';

/**
 * All rows by track, brought up to date one change at a time. Keeps them in the order of the last sorting, in which
 * sorting again costs next to nothing.
 */
export class RowIndex {
  private rows = new Map<string, LibraryRow>();
  private readonly facts = new Map<BlobHash, Facts>();
  private readonly idOfHash = new Map<BlobHash, string>();

  /** Takes in a new or changed track. */
  putTrack(track: Track): void {
    this.idOfHash.set(track.blobHash, track.id);
    this.rows.set(track.id, { track, ...(this.facts.get(track.blobHash) ?? noFacts) });
  }

  /** Forgets a track that is gone for good. */
  deleteTrack(id: string): void {
    const row = this.rows.get(id);
    if (!row) return;
    this.rows.delete(id);
    this.facts.delete(row.track.blobHash);
    this.idOfHash.delete(row.track.blobHash);
  }

  /** Takes in what an analysis found; keeps none of its beats. */
  putAnalysis(analysis: Analysis): void {
    const facts = factsOf(analysis);
    this.facts.set(analysis.blobHash, facts);
    const row = this.rows.get(this.idOfHash.get(analysis.blobHash) ?? '');
    if (row) this.rows.set(row.track.id, { ...row, ...facts });
  }

  has(id: string): boolean {
    return this.rows.has(id);
  }

  all(): LibraryRow[] {
    return [...this.rows.values()];
  }

  /** Remembers the order of rows that came from {@link all}; what has changed since stays as it is now. */
  keepOrder(sorted: readonly LibraryRow[]): void {
    if (sorted.length !== this.rows.size) return;
    let place = 0;
    for (const id of this.rows.keys()) if (id === sorted[place]?.track.id) place++;
    // Most changes move nothing, and building the map anew takes longer than all the rest.
    if (place === sorted.length) return;
    const ordered = new Map<string, LibraryRow>();
    for (const { track } of sorted) {
      const row = this.rows.get(track.id);
      if (!row) return;
      ordered.set(track.id, row);
    }
    this.rows = ordered;
  }
}
