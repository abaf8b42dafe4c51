import { join } from 'node:path';
import { CACHE } from '../generated.ts';

/** Installed peers and what they said. */
export const PEERS_CACHE = join(CACHE, 'peers');
