import type { SetRow } from '#contracts/records/set.ts';
import { m } from '#i18n/paraglide/messages.js';
import { binSet, restoreSet } from '#storage/sets/sets.ts';
import { showToast } from '#ui/toast.svelte.ts';

/** Moves a set to the bin and offers to undo that. */
export async function moveToBin({ id, name }: SetRow): Promise<void> {
  await binSet(id);
  const action = { label: m.sets_undo(), run: () => void restoreSet(id) };
  showToast({ kind: 'info', text: m.sets_binned({ name }), action });
}
