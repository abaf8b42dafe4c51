import type { Analysis } from '#contracts/records/analysis.ts';
import type { BlobHash, Track } from '#contracts/records/track.ts';
import { coalesce } from '#core/async/coalesce.ts';
import { rateOf } from '#core/deck/tempo.ts';
import { eachSummary } from '#storage/analysis/summaries.ts';
import { onStorageEvent } from '#storage/events.ts';
import type { DeckState } from '../deck-state.svelte.ts';
import { matchesFor, type Match } from './matches.ts';

/** What is known of the library's tracks, while somebody looks for one that fits. */
export class MatchList {
  #known = $state.raw<ReadonlyMap<BlobHash, Analysis> | null>(null);

  get isRead(): boolean {
    return this.#known !== null;
  }

  /** Reads now and after every analysis and correction. Returns the function that stops. */
  follow(): () => void {
    const read = coalesce(async () => {
      const known = new Map<BlobHash, Analysis>();
      await eachSummary((summary) => known.set(summary.blobHash, summary));
      this.#known = known;
    });
    read();
    return onStorageEvent(({ type }) => {
      if (type === 'analysis-done' || type === 'corrections') read();
    });
  }

  /** How well each track comes after what is on a deck; null while that is not known. */
  for({ analysis, tempoPercent, keyLock }: DeckState, tracks: readonly Track[]): ReadonlyMap<string, Match> | null {
    if (!analysis || !this.#known) return null;
    return matchesFor(analysis, rateOf(tempoPercent), keyLock, tracks, this.#known);
  }
}
