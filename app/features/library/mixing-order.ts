import type { OrderedTrack } from '#core/ordering/cost.ts';
import { ordering, reportOf } from '#core/ordering/order.ts';
import type { LibraryRow } from './rows.ts';

interface MixingOrder {
  readonly ids: readonly string[];
  /** Steps between keys that clash, and of more than 6 % in tempo, before and after. */
  readonly before: ReturnType<typeof reportOf>;
  readonly after: ReturnType<typeof reportOf>;
}

/**
 * The tracks of a list in an order in which each mixes well with the next. Those in the bin or gone come last.
 *
 * @param pause waits between pieces of work, until the page has drawn
 */
export async function mixingOrder(
  ids: readonly string[],
  rowOf: (id: string) => LibraryRow | undefined,
  pause: () => Promise<void>,
): Promise<MixingOrder> {
  const facts = ids.flatMap((id) => {
    const row = rowOf(id);
    return row && row.track.deletedAt === null ? [factsOf(row)] : [];
  });
  const known = new Set(facts.map(({ id }) => id));
  const work = ordering(facts);
  let step = work.next();
  while (!step.done) {
    await pause();
    step = work.next();
  }
  const ordered = step.value;
  return {
    ids: [...ordered.map(({ id }) => id), ...ids.filter((id) => !known.has(id))],
    before: reportOf(facts),
    after: reportOf(ordered),
  };
}

function factsOf({ track, bpm, key, energy }: LibraryRow): OrderedTrack {
  const { tonic, mode } = key ?? { tonic: null, mode: null };
  return {
    id: track.id,
    artist: track.artist,
    bpm,
    key: tonic === null || mode === null ? null : { tonic, mode },
    energy,
  };
}
