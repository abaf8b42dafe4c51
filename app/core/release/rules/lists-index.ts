import type { ReferenceData, ReferenceEntry, ReferenceList } from '#contracts/release/catalogue.ts';
import { sameNameKey, similarNameKey } from '../names/fold.ts';

/** A list of the distributor. One that is empty is one that it did not give: then everything is taken to be in it. */
export interface ListIndex {
  readonly isKnown: boolean;
  hasId(id: string): boolean;
  /** How many entries bear this name. */
  countOf(name: string): number;
  /** Entries whose name is alike. */
  similarTo(name: string): readonly ReferenceEntry[];
}

export interface Lists {
  readonly provider: string;
  of(list: ReferenceList): ListIndex;
}

const known = new WeakMap<ReferenceData, Lists>();

/** Lists found by id and name; each is made when it is first asked for, and kept with the data. */
export function listsOf(data: ReferenceData): Lists {
  let lists = known.get(data);
  if (!lists) {
    const made = new Map<ReferenceList, ListIndex>();
    const of = (name: ReferenceList) => {
      let list = made.get(name);
      if (!list) made.set(name, (list = listIndex(data.lists[name])));
      return list;
    };
    known.set(data, (lists = { provider: data.provider, of }));
  }
  return lists;
}

function listIndex(entries: readonly ReferenceEntry[]): ListIndex {
  const ids = new Set(entries.map(({ id }) => id));
  const names = Map.groupBy(entries, ({ name }) => sameNameKey(name));
  const similar = Map.groupBy(entries, ({ name }) => similarNameKey(name));
  return {
    isKnown: entries.length > 0,
    hasId: (id) => ids.has(id),
    countOf: (name) => names.get(sameNameKey(name))?.length ?? 0,
    similarTo: (name) => similar.get(similarNameKey(name)) ?? [],
  };
}
