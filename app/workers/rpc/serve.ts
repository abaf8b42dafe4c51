import { expose } from 'comlink';
import { carryAppErrors } from './errors.ts';
import { beat } from './heartbeat.ts';

/**
 * Offers an API to a {@link WorkerPool}: errors of the table arrive as such, and the pool hears that the worker lives.
 *
 * @thread worker
 */
export function serve(api: object): void {
  carryAppErrors();
  expose(api);
  beat();
}
