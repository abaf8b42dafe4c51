import type { Analysis } from '#contracts/records/analysis.ts';
import type { Play, TrackList } from '#contracts/records/list.ts';
import type { BlobHash, Track } from '#contracts/records/track.ts';
import { COUNTS_FROM_SEC } from '#core/library/history.ts';
import { factsOf, type Facts, type LibraryRow, noFacts } from './rows.ts';

const inNoList: readonly string[] = [];
const neverPlayed = { plays: 0, played: null };

/** All rows by track, brought up to date one change at a time. */
export class RowIndex {
  private readonly rows = new Map<string, LibraryRow>();
  private readonly facts = new Map<BlobHash, Facts>();
  private readonly idOfHash = new Map<BlobHash, string>();
  private readonly plays = new Map<string, { readonly plays: number; readonly played: number | null }>();
  private lists = new Map<string, readonly string[]>();

  /** Takes in a new or changed track. */
  putTrack(track: Track): void {
    this.idOfHash.set(track.blobHash, track.id);
    const facts = this.facts.get(track.blobHash) ?? noFacts;
    const plays = this.plays.get(track.id) ?? neverPlayed;
    this.rows.set(track.id, { track, ...facts, ...plays, lists: this.lists.get(track.id) ?? inNoList });
  }

  /** Takes in all plays there are. */
  setPlays(all: readonly Play[]): void {
    for (const id of this.plays.keys()) this.plays.set(id, neverPlayed);
    for (const { trackId, startedAt, heardSec } of all) {
      if (heardSec < COUNTS_FROM_SEC) continue;
      const { plays, played } = this.plays.get(trackId) ?? neverPlayed;
      this.plays.set(trackId, { plays: plays + 1, played: Math.max(played ?? 0, startedAt) });
    }
    for (const [id, plays] of this.plays) this.refresh(id, plays);
  }

  /** Takes in all crates and playlists there are. */
  setLists(all: readonly TrackList[]): void {
    const before = this.lists;
    const names = new Map<string, string[]>();
    for (const { name, trackIds } of all) {
      for (const id of new Set(trackIds)) names.set(id, [...(names.get(id) ?? []), name]);
    }
    this.lists = names;
    for (const id of new Set([...before.keys(), ...names.keys()])) {
      const now = names.get(id) ?? inNoList;
      if (now.join('\n') !== (before.get(id) ?? inNoList).join('\n')) this.refresh(id, { lists: now });
    }
  }

  private refresh(id: string, change: Partial<LibraryRow>): void {
    const row = this.rows.get(id);
    if (row) this.rows.set(id, { ...row, ...change });
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
    this.refresh(this.idOfHash.get(analysis.blobHash) ?? '', facts);
  }

  get(id: string): LibraryRow | undefined {
    return this.rows.get(id);
  }

  has(id: string): boolean {
    return this.rows.has(id);
  }

  all(): LibraryRow[] {
    return [...this.rows.values()];
  }
}
