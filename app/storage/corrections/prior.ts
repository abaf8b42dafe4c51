import { learn, type LocalPrior } from '#core/analysis/correction/prior.ts';
import { onStorageEvent } from '../events.ts';
import { getSetting, setSetting } from '../settings/settings.ts';
import { listCorrections } from './corrections.ts';

/** Setting: epoch milliseconds at which what corrections had taught was forgotten. */
const FORGOTTEN = 'analysis.forgotten';

let known: Promise<LocalPrior> | undefined;
let follows = false;

/** What corrections on this device teach, read once and again after each change. */
export function getPrior(): Promise<LocalPrior> {
  if (!follows) {
    follows = true;
    onStorageEvent((event) => {
      if (event.type === 'corrections' || (event.type === 'settings' && event.key === FORGOTTEN)) known = undefined;
    });
  }
  known ??= read().catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
}

async function read(): Promise<LocalPrior> {
  const [rows, since] = await Promise.all([listCorrections(), getSetting(FORGOTTEN, 0)]);
  return learn(rows, since);
}

/** Forgets what corrections have taught so far. The corrections themselves stay. */
export async function forgetPrior(now = Date.now()): Promise<void> {
  await setSetting(FORGOTTEN, now);
}
