import type { Party, Release } from '#contracts/release/release.ts';
import { coalesce } from '#core/async/coalesce.ts';
import { onStorageEvent } from '#storage/events.ts';
import { listParties } from '#storage/releases/parties.ts';
import { listReleases } from '#storage/releases/releases.ts';
import { matchScore } from '#ui/match.ts';

/** All releases, read again when they change. */
export class ReleaseList {
  loaded = $state(false);
  search = $state('');
  #all = $state.raw<readonly Release[]>([]);
  #names = $state.raw<ReadonlyMap<string, string>>(new Map());

  /** What the search finds, last edited first. */
  readonly drafts = $derived(
    this.#all
      .filter(({ deletedAt, isTemplate }) => deletedAt === null && !isTemplate)
      .filter((one) => this.#found(one)),
  );
  readonly templates = $derived(this.#all.filter(({ deletedAt, isTemplate }) => deletedAt === null && isTemplate));
  readonly binned = $derived(this.#all.filter(({ deletedAt }) => deletedAt !== null));
  readonly isEmpty = $derived(this.loaded && this.#all.every(({ deletedAt }) => deletedAt !== null));

  artistsOf({ artists }: Release): string {
    return artists.map(({ partyId }) => this.#names.get(partyId) ?? '').join(', ');
  }

  /** Returns the function that stops it. */
  follow(): () => void {
    const read = coalesce(async () => {
      const [releases, parties] = await Promise.all([listReleases(), listParties()]);
      this.#names = new Map(parties.map(({ id, name }: Party) => [id, name]));
      this.#all = releases;
      this.loaded = true;
    });
    read();
    return onStorageEvent(({ type }) => {
      if (type === 'releases' || type === 'parties') read();
    });
  }

  #found(release: Release): boolean {
    const { title, version, upc, catalogNumber, tracks } = release;
    const own = [title, version, upc, catalogNumber, this.artistsOf(release)];
    return (
      matchScore([...own, ...tracks.flatMap((track) => [track.title, track.isrc])].join(' '), this.search) !== null
    );
  }
}
