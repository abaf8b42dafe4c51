import { AppError } from '#contracts/errors/app-error.ts';
import { MAX_SAMPLE_SEC, type PadSample } from '#contracts/records/sampler.ts';
import type { Track } from '#contracts/records/track.ts';
import type { PageMemory } from '#core/console/source/page-memory.ts';
import { gridOfSlice, sliceOf } from '#core/sampler/slice.ts';
import { getAnalysis } from '#storage/analysis/analyses.ts';
import { withSamples } from '#workers/sample/client.ts';
import type { DeckState } from '../deck-state.svelte.ts';

/** A sample, decoded. */
export interface FoundSample extends Pick<PadSample, 'blobHash' | 'name' | 'grid'> {
  readonly memory: PageMemory;
}

/** Finds a sample; `room` is how many bytes it may take. */
export type FindSample = (room: number) => Promise<FoundSample>;

/** A short track of the library. */
export const fromTrack =
  ({ blobHash, title }: Track): FindSample =>
  async (room) => {
    const [memory, analysis] = await Promise.all([
      withSamples((api) => api.decode(blobHash, room)),
      getAnalysis(blobHash),
    ]);
    return { blobHash, name: title, grid: analysis?.tempo.grid ?? null, memory };
  };

/** A file that somebody chose. */
export const fromFile =
  (file: File): FindSample =>
  async (room) => {
    const { blobHash, memory } = await withSamples((api) => api.keep(file, room));
    return { blobHash, name: file.name.replace(/\.[A-Za-z0-9]{2,5}$/, ''), grid: null, memory };
  };

/** The part of a deck's track that would become a sample, or null where there is none. */
export function sliceOfDeck(deck: DeckState): { readonly fromSec: number; readonly toSec: number } | null {
  if (!deck.track) return null;
  const { loopFromSec, loopToSec, positionSec, durationSec, loopBeats, analysis } = deck;
  return sliceOf({
    ...{ loopFromSec, loopToSec, positionSec, durationSec, loopBeats },
    grid: analysis?.tempo.grid ?? null,
  });
}

/** The loop of a deck, or the beats at its play head. */
export const fromDeck =
  (deck: DeckState): FindSample =>
  async (room) => {
    const slice = sliceOfDeck(deck);
    const { track, analysis } = deck;
    if (!track || !slice) throw new AppError('sampler.too_long', { seconds: MAX_SAMPLE_SEC });
    const grid = gridOfSlice(analysis?.tempo.grid ?? null, slice.fromSec);
    return withSamples(async (api) => {
      const blobHash = await api.cut(track.blobHash, slice.fromSec, slice.toSec);
      return { blobHash, name: track.title, grid, memory: await api.decode(blobHash, room) };
    });
  };
