import type { Analysis } from '#contracts/records/analysis.ts';
import type { TrackCues } from '#contracts/records/cue.ts';
import type { Track } from '#contracts/records/track.ts';
import { getAnalysis, getPeaks } from '#storage/analysis/analyses.ts';
import { queueAnalysis } from '#storage/analysis/jobs.ts';
import { getCues } from '#storage/cues/cues.ts';
import { onStorageEvent } from '#storage/events.ts';
import { getCover } from '#storage/library/covers.ts';
import { getTrack } from '#storage/library/tracks.ts';
import type { DeckState } from './deck-state.svelte.ts';

/** Who wants to know what was found out about the loaded track. */
interface FactListener {
  analysed(analysis: Analysis | null): void;
  marked(cues: TrackCues): void;
}

/** Keeps a deck's cover, analysis, points and waveform as the device's database has them, also when they arrive later. */
export class TrackFacts {
  readonly #state: DeckState;
  readonly #listener: FactListener;

  constructor(state: DeckState, listener: FactListener) {
    this.#state = state;
    this.#listener = listener;
    onStorageEvent((event) => {
      const { track } = state;
      if (!track) return;
      const isNews = event.type === 'analysis-done' || event.type === 'corrections';
      if (isNews && event.blobHash === track.blobHash) void this.#showAnalysis(track);
      if (event.type === 'cues' && event.blobHash === track.blobHash) void this.#showCues(track);
      if (event.type === 'tracks' && event.ids.includes(track.id)) void this.#showRow(track);
    });
  }

  /** Shows a track that was just loaded. */
  async show(track: Track): Promise<void> {
    this.#state.track = track;
    this.#state.analysis = null;
    this.#state.peaks = null;
    this.#state.cues = null;
    void queueAnalysis(track.blobHash, 'wanted');
    await Promise.all([this.#showAnalysis(track), this.#showCues(track), this.#showCover(track)]);
  }

  async #showAnalysis({ id, blobHash }: Track): Promise<void> {
    const [analysis, peaks] = await Promise.all([getAnalysis(blobHash), getPeaks(blobHash)]);
    if (this.#state.track?.id !== id) return;
    this.#state.analysis = analysis ?? null;
    this.#state.peaks = peaks ?? null;
    this.#listener.analysed(this.#state.analysis);
  }

  async #showCues({ id, blobHash }: Track): Promise<void> {
    const cues = await getCues(blobHash);
    if (this.#state.track?.id === id) this.#listener.marked(cues);
  }

  async #showCover({ id, coverHash }: Track): Promise<void> {
    const picture = coverHash === null ? undefined : await getCover(coverHash);
    if (this.#state.track?.id !== id) return;
    if (this.#state.cover !== null) URL.revokeObjectURL(this.#state.cover);
    this.#state.cover = picture ? URL.createObjectURL(picture) : null;
  }

  async #showRow({ id, coverHash }: Track): Promise<void> {
    const row = await getTrack(id);
    if (!row || this.#state.track?.id !== id) return;
    this.#state.track = row;
    if (row.coverHash !== coverHash) await this.#showCover(row);
  }
}
