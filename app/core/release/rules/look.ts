import type { Preflight } from '#contracts/release/catalogue.ts';
import type { AudioFacts, ImageFacts } from '#contracts/release/facts.ts';
import type { FileRef, Party, Release, ReleaseTrack } from '#contracts/release/release.ts';
import { catalogueOf, type Catalogue } from './catalogue-index.ts';
import type { Limits } from './limits.ts';
import { listsOf, type Lists } from './lists-index.ts';

/** What rules look at: the input, and the same found quickly. */
export interface Look extends Preflight {
  readonly release: Release;
  readonly tracks: readonly ReleaseTrack[];
  readonly limits: Limits;
  readonly catalogue: Catalogue;
  readonly lists: Lists | null;
  readonly cover: ImageFacts | null;
  /** Party of the release by its id. */
  party(id: string): Party | undefined;
  /** What is known of the sound of a track; null when it was not looked at or is no sound. */
  audio(file: FileRef | null): AudioFacts | null;
}

export function lookAt(input: Preflight, limits: Limits): Look {
  const { bundle, facts } = input;
  const parties = new Map(bundle.parties.map((party) => [party.id, party]));
  const audio = (file: FileRef | null) => {
    const found = file ? facts.get(file.blobHash) : undefined;
    return found?.kind === 'audio' ? found : null;
  };
  const cover = bundle.release.cover && facts.get(bundle.release.cover.blobHash);
  return {
    ...input,
    ...{ release: bundle.release, tracks: bundle.release.tracks, limits, audio },
    catalogue: catalogueOf(input),
    lists: input.reference && listsOf(input.reference),
    cover: cover?.kind === 'image' ? cover : null,
    party: (id) => parties.get(id),
  };
}
