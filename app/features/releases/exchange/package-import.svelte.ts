import { isAbort } from '#contracts/errors/app-error.ts';
import type { Release } from '#contracts/release/release.ts';
import { filesOfRelease } from '#core/release/draft/change.ts';
import { PartyMerge } from '#core/release/draft/adopt.ts';
import { copyRelease } from '#core/release/draft/copy.ts';
import { m } from '#i18n/paraglide/messages.js';
import { listParties } from '#storage/releases/parties.ts';
import { addReleases, listReleases } from '#storage/releases/releases.ts';
import { readPackage } from '#workers/release-package/client.ts';
import type { PackageContents, PackageRefusal } from '#workers/release-package/protocol.ts';
import type { DroppedFile } from '../intake/read-drop.ts';
import { titleOf } from '../list/actions.ts';

/** A package that is opened, and how it relates to what is here. */
interface Opened {
  readonly contents: PackageContents;
  /** A release with the same id, in the bin or not; the package never replaces it. */
  readonly here: Release | null;
  /** Another release with the same bar code. */
  readonly sameUpc: Release | null;
  readonly files: number;
  readonly newParties: readonly string[];
}

/** One package on its way in. Nothing becomes a release before the user agrees. */
export class PackageImport {
  share = $state<number | null>(null);
  opened = $state.raw<Opened | null>(null);
  refusal = $state.raw<PackageRefusal | null>(null);
  failure = $state.raw<unknown>(null);

  #cancel = new AbortController();

  /** Opens a ZIP, or the files of a folder. Masters and cover go into the store of this device while that is done. */
  async read(files: readonly DroppedFile[]): Promise<void> {
    const [first] = files;
    if (!first || this.share !== null) return;
    Object.assign(this, { share: 0, opened: null, refusal: null, failure: null });
    this.#cancel = new AbortController();
    const isZip = files.length === 1 && !/\.xml$/i.test(first.path);
    const source = isZip ? first.file : files.map(({ path, file }) => ({ path, file }));
    try {
      const follow = (bytes: number, total: number) => (this.share = total > 0 ? bytes / total : 1);
      const answer = await readPackage(source, follow, this.#cancel.signal);
      if (answer.fault !== null) this.refusal = answer;
      else this.opened = await compared(answer);
    } catch (error) {
      if (!isAbort(error)) this.failure = error;
    } finally {
      this.share = null;
    }
  }

  cancel(): void {
    this.#cancel.abort();
  }

  /** Makes the release; beside one that is here it becomes a copy. Returns its id. */
  async take(): Promise<string | null> {
    if (!this.opened) return null;
    const { contents, here } = this.opened;
    const merge = new PartyMerge(await listParties());
    const adopted = { ...merge.adopt(contents.bundle), deletedAt: null };
    const release = here
      ? copyRelease(adopted, m.releases_copy_title({ title: titleOf(adopted) }), () => crypto.randomUUID(), Date.now())
      : adopted;
    await addReleases([release], () => [...merge.changed.values()]);
    return release.id;
  }
}

async function compared(contents: PackageContents): Promise<Opened> {
  const [all, parties] = await Promise.all([listReleases(), listParties()]);
  const { release } = contents.bundle;
  const merge = new PartyMerge(parties);
  merge.adopt(contents.bundle);
  const known = new Set(parties.map(({ id }) => id));
  return {
    contents,
    here: all.find(({ id }) => id === release.id) ?? null,
    sameUpc:
      all.find(
        ({ id, upc, deletedAt }) => id !== release.id && upc !== '' && upc === release.upc && deletedAt === null,
      ) ?? null,
    files: filesOfRelease(release).length,
    newParties: [...merge.changed.values()].flatMap(({ id, name }) => (known.has(id) ? [] : [name])),
  };
}
