import { AppError } from '#contracts/errors/app-error.ts';
import type { Take, TakeState } from '#contracts/records/take.ts';
import { spoolOf } from '../spool/spools.ts';
import { getTake, updateTake } from './journal.ts';
import { withFreeTake } from './locks.ts';
import { freeSpool } from './seal.ts';

/** Discards an open take; its audio stays until {@link freeTake}. @throws AppError `capture.busy` while in use */
export const binTake = (takeId: string): Promise<void> => move(takeId, 'binned', ['recording', 'stopped']);

/** Takes a take out of the bin; it is open again, to keep, hear or discard. @throws AppError `capture.busy` */
export const restoreTake = (takeId: string): Promise<void> => move(takeId, 'stopped', ['binned']);

async function move(takeId: string, state: TakeState, from: readonly TakeState[]): Promise<void> {
  const done = await withFreeTake(takeId, async () => {
    const take = await getTake(takeId);
    if (take && from.includes(take.state)) await updateTake(takeId, { state });
    return true;
  });
  if (done === null) throw new AppError('capture.busy');
}

/**
 * Deletes the spool of a binned or kept take for good; a sealed take's track stays. Open takes are refused.
 *
 * @throws AppError `capture.busy` when the take is in use or still open
 */
export async function freeTake(takeId: string, backend: Take['backend']): Promise<void> {
  const done = await withFreeTake(takeId, async () => {
    const take = await getTake(takeId);
    if (take && take.state !== 'binned' && take.state !== 'sealed') return null;
    if (take) await freeSpool(takeId, take.backend);
    else await spoolOf(backend).remove(takeId);
    return true;
  });
  if (done === null) throw new AppError('capture.busy');
}
