import type { Orm } from '#server/db/open.ts';
import { Sealer } from '#server/integrations/credentials/sealer.ts';
import type { Distributor } from '#server/integrations/distribution/port.ts';
import type { ObjectStore } from '#server/integrations/object-store/port.ts';
import { DistributorAccounts } from './accounts.ts';
import { Deliveries } from './deliveries.ts';
import { DeliveryQueue } from './queue.ts';
import { ReferenceCache } from './reference.ts';
import type { Timing } from './timing.ts';

/** Everything about one distributor. */
export interface Distribution {
  readonly accounts: DistributorAccounts;
  readonly deliveries: Deliveries;
  readonly queue: DeliveryQueue;
  readonly reference: ReferenceCache;
}

interface DistributionOptions {
  readonly orm: Orm;
  readonly store: ObjectStore;
  readonly distributor: Distributor;
  /** 32 bytes. */
  readonly credentialsKey: Buffer;
  readonly timing: Timing;
  readonly report: (error: unknown) => void;
}

/** Joins a distributor to database and object store. Its queue rests until it is started. */
export function createDistribution(options: DistributionOptions): Distribution {
  const { orm, store, distributor, credentialsKey, timing, report } = options;
  const accounts = new DistributorAccounts({ orm, distributor, sealer: new Sealer(credentialsKey) });
  const queue = new DeliveryQueue({ orm, store, accounts, timing, report });
  const deliveries = new Deliveries({ orm, store, accounts, queue, timing });
  return { accounts, deliveries, queue, reference: new ReferenceCache({ orm, accounts, now: timing.now }) };
}
