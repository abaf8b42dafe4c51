import { AppError } from '#contracts/errors/app-error.ts';
import type { StoredReference } from '#contracts/records/reference.ts';
import type { ReferenceEntry, ReferenceList } from '#contracts/release/catalogue.ts';
import { ReferenceIndex } from '#core/release/reference/find.ts';
import { locale } from '#i18n/locale.svelte.ts';
import { m } from '#i18n/paraglide/messages.js';
import { onStorageEvent } from '#storage/events.ts';
import { clearReference, getReference, putReference, REFERENCE_KEY } from '#storage/releases/reference.ts';
import { fetchReference } from './client.ts';

const FRESH_MS = 10 * 60_000;

/** The distributor's lists, from the device at once and from the server when it answers. */
class ReferenceLists {
  data = $state.raw<StoredReference | null>(null);
  failure = $state.raw<unknown>(null);
  readonly #indexes = new Map<ReferenceList, { of: StoredReference; index: ReferenceIndex }>();
  #readAt = 0;

  /** Reads what the device has and follows it. Returns the function that stops it. */
  follow(): () => void {
    const read = async () => {
      this.data = (await getReference()) ?? null;
    };
    void read();
    return onStorageEvent((event) => {
      if (event.type === 'settings' && event.key === REFERENCE_KEY) void read();
    });
  }

  /** Asks the server whether the lists changed; at most every ten minutes. */
  async refresh(userId: string): Promise<void> {
    const now = Date.now();
    if (now - this.#readAt < FRESH_MS && this.data?.userId === userId) return;
    this.#readAt = now;
    try {
      const newer = await fetchReference(userId, await getReference());
      if (newer) await putReference(newer);
      this.failure = null;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // What the device has goes on being used.
      this.failure = error;
      this.#readAt = 0;
    }
  }

  async forget(): Promise<void> {
    this.#readAt = 0;
    await clearReference();
  }

  /** Takes what the server has just answered. */
  async take(newer: StoredReference): Promise<void> {
    await putReference(newer);
    this.failure = null;
  }

  /** A list to choose from, by name; null as long as the distributor's is not known. */
  options(name: ReferenceList): { value: string; label: string }[] | null {
    const all = this.list(name);
    if (all.length === 0) return null;
    const collator = new Intl.Collator(locale.current);
    const named = all.map(({ id, name: label }) => ({ value: id, label: label || id }));
    return [{ value: '', label: m.releases_unknown() }, ...named.sort((a, b) => collator.compare(a.label, b.label))];
  }

  list(name: ReferenceList): readonly ReferenceEntry[] {
    return this.data?.lists[name] ?? [];
  }

  /** Entries of a list that match what somebody types; without a network too. */
  find(name: ReferenceList, text: string): readonly ReferenceEntry[] {
    const { data } = this;
    if (!data) return [];
    const known = this.#indexes.get(name);
    const index = known?.of === data ? known.index : new ReferenceIndex(data.lists[name]);
    this.#indexes.set(name, { of: data, index });
    return index.find(text);
  }
}

/** One for all fields and rooms. */
export const distributorLists = new ReferenceLists();
