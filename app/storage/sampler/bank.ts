import type { SampleBank } from '#contracts/records/sampler.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import type { Db } from '../db/open.ts';
import { getSetting, setSetting } from '../settings/settings.ts';

const KEY = 'sampler.bank';

/** The samples on the pads of this device. */
export const getBank = (): Promise<SampleBank> => getSetting<SampleBank>(KEY, []);

export const setBank = (bank: SampleBank): Promise<void> => setSetting(KEY, bank);

/** Whether a pad plays a blob, or a set does that is not gone for good. */
export async function isSampled(db: Db, hash: BlobHash): Promise<boolean> {
  const bank = ((await db.get('settings', KEY)) ?? []) as SampleBank;
  if (bank.some(({ blobHash }) => blobHash === hash)) return true;
  return (await db.getAll('sets')).some(({ tracks }) =>
    tracks.some(({ blobHash, isSample }) => isSample === true && blobHash === hash),
  );
}
