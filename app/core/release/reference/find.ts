import type { ReferenceEntry } from '#contracts/release/catalogue.ts';

const MOST = 8;

/** Without accents and case, so that "bjork" finds "Björk". */
const folded = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
    .trim();

/** A list of the distributor, made ready to be searched while somebody types: 100,000 names take a few milliseconds. */
export class ReferenceIndex {
  readonly #entries: readonly ReferenceEntry[];
  readonly #keys: readonly string[];

  constructor(entries: readonly ReferenceEntry[]) {
    this.#entries = entries;
    this.#keys = entries.map(({ name }) => folded(name));
  }

  /** Entries with `text` in their names: whole names first, then beginnings, beginnings of words, and the rest. */
  find(text: string, most = MOST): readonly ReferenceEntry[] {
    const wanted = folded(text);
    if (wanted === '') return [];
    const ranks: ReferenceEntry[][] = [[], [], [], []];
    for (const [index, key] of this.#keys.entries()) {
      const at = key.indexOf(wanted);
      const entry = this.#entries[index];
      if (at < 0 || !entry) continue;
      ranks[rankOf(key, wanted, at)]?.push(entry);
    }
    return ranks.flat().slice(0, most);
  }
}

function rankOf(key: string, wanted: string, at: number): number {
  if (key.length === wanted.length) return 0;
  if (at === 0) return 1;
  return key.includes(` ${wanted}`) ? 2 : 3;
}
