import { isAbort } from '#contracts/errors/app-error.ts';
import type { FileFacts } from '#contracts/release/facts.ts';
import type { Release } from '#contracts/release/release.ts';
import { putFacts, readFacts } from '#storage/releases/facts.ts';
import type { FileRole } from '#workers/release-check/protocol.ts';

/** Looks into the files of a release, each once, and keeps what was found. */
export class FileChecks {
  facts = $state.raw<ReadonlyMap<string, FileFacts>>(new Map());
  done = $state(0);
  total = $state(0);
  /** Share of the current file, 0 to 1. */
  share = $state(0);
  isStopped = $state(false);
  failure = $state.raw<unknown>(null);

  readonly running = $derived(this.done < this.total);

  #known = new Map<string, FileFacts>();
  /** Looked at on this page, well or not: none is tried twice by itself. */
  #begun = new Set<string>();
  #work: Promise<void> = Promise.resolve();
  #cancel = new AbortController();

  /** Takes in the files of a release; those without facts are checked one after the other. */
  follow(release: Release): void {
    const files = rolesOf(release).filter(([hash]) => !this.#begun.has(hash));
    if (files.length === 0 || this.isStopped) return;
    for (const [hash] of files) this.#begun.add(hash);
    this.total += files.length;
    this.#work = this.#work.then(() => this.#check(files));
  }

  /** How many files of a release nothing is known about. */
  missing(release: Release): number {
    return rolesOf(release).filter(([hash]) => !this.facts.has(hash)).length;
  }

  /** Leaves the rest unchecked. */
  stop(): void {
    this.isStopped = true;
    this.#cancel.abort();
  }

  /** Goes on with what was left, and tries once more what failed. */
  resume(release: Release): void {
    this.#cancel = new AbortController();
    this.#begun = new Set(this.#known.keys());
    Object.assign(this, { isStopped: false, failure: null, done: 0, total: 0 });
    this.follow(release);
  }

  async #check(files: readonly (readonly [string, FileRole])[]): Promise<void> {
    const { signal } = this.#cancel;
    for (const [hash, facts] of await readFacts(files.map(([one]) => one))) this.#known.set(hash, facts);
    this.facts = new Map(this.#known);
    const { checkFile } = await import('#workers/release-check/client.ts');
    for (const [hash, role] of files) {
      if (!this.#known.has(hash) && !signal.aborted) await this.#one(hash, role, checkFile, signal);
      this.done++;
    }
    if (this.done >= this.total) Object.assign(this, { done: 0, total: 0 });
  }

  async #one(
    hash: string,
    role: FileRole,
    check: typeof import('#workers/release-check/client.ts').checkFile,
    signal: AbortSignal,
  ): Promise<void> {
    this.share = 0;
    try {
      const facts = await check(hash, role, (share) => (this.share = share), signal);
      await putFacts(hash, facts);
      this.#known.set(hash, facts);
      this.facts = new Map(this.#known);
    } catch (error) {
      if (!isAbort(error)) this.failure = error;
    }
  }
}

function rolesOf({ tracks, cover, attachments }: Release): (readonly [string, FileRole])[] {
  const masters = tracks.flatMap(({ audio, dolbyAtmos }) => [audio, dolbyAtmos?.file ?? null]);
  const all = [
    ...(cover ? [[cover.blobHash, 'image'] as const] : []),
    ...masters.flatMap((file) => (file ? [[file.blobHash, 'audio'] as const] : [])),
    ...attachments.map(({ blobHash }) => [blobHash, 'other'] as const),
  ];
  return [...new Map(all)];
}
