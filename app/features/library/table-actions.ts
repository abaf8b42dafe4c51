import { library } from './library.svelte.ts';
import { lists } from './lists.svelte.ts';

/** What keys and drags do with the marked tracks, by what the table shows. */
export function tableActions(marked: () => readonly string[], place: () => number) {
  const listId = () => (library.view.kind === 'list' ? library.view.id : null);

  /** Places in the list of marked tracks; of the current row alone when none is marked. */
  function places(id: string): number[] {
    const ids = lists.get(id)?.trackIds ?? [];
    const rowId = library.rows[place()]?.track.id;
    if (library.selected.size === 0 && library.inOwnOrder && !library.search) {
      // The same track may stand in a list twice; rows in the bin are not shown.
      const nth = library.rows.slice(0, place()).filter(({ track }) => track.id === rowId).length;
      return [ids.map((one, i) => [one, i] as const).filter(([one]) => one === rowId)[nth]?.[1] ?? -1].filter(
        (at) => at >= 0,
      );
    }
    const wanted = new Set(marked());
    return ids.flatMap((one, at) => (wanted.has(one) ? [at] : []));
  }

  return {
    /** Out of the list that is shown, else into the bin. */
    async remove(): Promise<void> {
      const id = listId();
      if (library.showsBin || library.view.kind === 'set') return;
      if (id === null) return library.bin(marked());
      await lists.remove(id, places(id));
      library.selected.clear();
    },
    rate: (rating: number) => library.edit(marked(), { rating }),
    /** Up or down in a playlist. Returns whether anything moved. */
    async nudge(step: -1 | 1): Promise<boolean> {
      const id = listId();
      return id !== null && library.inOwnOrder ? lists.nudge(id, places(id), step) : false;
    },
    /** Tracks of the list move before the row at `index`; others are added. */
    async drop(ids: readonly string[], index: number): Promise<void> {
      const id = listId();
      if (id === null || ids.length === 0 || !library.inOwnOrder) return;
      const known = lists.get(id)?.trackIds ?? [];
      const before = library.rows[index]?.track.id ?? '';
      const wanted = new Set(ids);
      const moving = known.flatMap((one, at) => (wanted.has(one) ? [at] : []));
      if (moving.length > 0) await lists.move(id, moving, Math.max(0, known.indexOf(before)));
      else await lists.add(id, ids);
    },
  };
}
