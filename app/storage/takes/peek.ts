import { listSpools } from '../spool/spools.ts';
import { listTakes } from './journal.ts';
import { isTakeHeld } from './locks.ts';

/**
 * Whether there may be a take to recover. Reads no audio, so that every start can afford it.
 *
 * @thread any
 */
export async function mayHaveOpenTakes(): Promise<boolean> {
  const rows = await listTakes();
  const closed = new Set(rows.filter(({ state }) => state === 'binned' || state === 'sealed').map(({ id }) => id));
  const ids = new Set([...rows.map(({ id }) => id), ...(await listSpools()).map(({ takeId }) => takeId)]);
  // Sealed ones may have a removal to finish.
  if (rows.some((take) => take.state === 'sealed' && take.spoolDisposable)) return true;
  for (const id of ids) if (!closed.has(id) && !(await isTakeHeld(id))) return true;
  return false;
}
