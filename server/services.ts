import { AccountFiles } from '#server/accounts/account-files.ts';
import { Accounts } from '#server/accounts/accounts.ts';
import { createAuth } from '#server/accounts/auth.ts';
import type { AppDeps } from '#server/app.ts';
import type { Database } from '#server/db/open.ts';
import type { ObjectStore } from '#server/integrations/object-store/port.ts';
import { createDistribution, type Distribution } from '#server/jobs/deliveries/distribution.ts';
import { realTiming, type Timing } from '#server/jobs/deliveries/timing.ts';
import { FugaDistributor } from '#server/integrations/distribution/fuga/distributor.ts';
import type { Distributor } from '#server/integrations/distribution/port.ts';
import { isInvited } from '#server/labels/invitations.ts';
import type { Log } from '#server/log.ts';
import { Metrics } from '#server/metrics.ts';
import type { Settings } from '#server/settings.ts';
import { claimRecordings, reconcile } from '#server/uploads/reconcile.ts';
import { Uploads } from '#server/uploads/tus.ts';

const DAY_MS = 86_400_000;

interface ServiceOptions {
  readonly settings: Settings;
  readonly database: Database;
  readonly store: ObjectStore;
  readonly secret: string;
  readonly log: Log;
  /** Measure the whole process too; off in tests, where several share one. */
  readonly measureProcess?: boolean;
  /** In place of what the settings name, and in place of real time: tests. */
  readonly distributor?: Distributor;
  readonly timing?: Timing;
}

/** Joins database, object store and accounts to what the app serves, and brings them to one state. */
export async function createServices(options: ServiceOptions): Promise<AppDeps> {
  const { settings, database, store, secret, log } = options;
  const { orm } = database;
  const metrics = new Metrics(options.measureProcess);
  const report = (event: string) => (error: unknown) => log.error(event, {}, error);
  const files = database.engine === 'embedded' ? new AccountFiles(settings.dataDir, orm) : null;
  const accounts = new Accounts({
    auth: (nextRole) =>
      createAuth({ orm, secret, origin: originOf(settings), nextRole, onError: report('auth.failed') }),
    orm,
    signups: settings.signups,
    isInvited: (token, email) => isInvited(orm, token, email),
    onChanged: async (userId) => files?.save(userId),
    onOwner: async (user) => {
      const claimed = await claimRecordings(orm, store, user);
      if (claimed > 0) log.info('recordings.claimed', { claimed });
    },
  });
  const uploads = new Uploads({
    orm,
    store,
    maxUploadBytes: settings.maxUploadBytes,
    quotaBytes: settings.quotaBytes,
    ttlMs: settings.uploadTtlDays * DAY_MS,
    onOutcome: (outcome) => metrics.upload(outcome),
    onError: report('upload.failed'),
  });
  const distribution = distributionOf(options);
  await files?.reconcile(log);
  const found = await reconcile(orm, store);
  metrics.ownerless(found.ownerless);
  if (Object.values(found).some((count) => count > 0)) log.info('recordings.reconciled', { ...found });
  return { settings, database, store, accounts, uploads, distribution, metrics, log };
}

function originOf({ publicUrl, host, port }: Settings): string {
  return publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function distributionOf(options: ServiceOptions): Distribution | null {
  const { settings, database, store, log, timing = realTiming } = options;
  const { fugaUrl, credentialsKey } = settings;
  const named = fugaUrl === undefined ? null : new FugaDistributor({ baseUrl: fugaUrl, ...timing });
  const distributor = options.distributor ?? named;
  if (!distributor || credentialsKey === undefined) return null;
  const report = (error: unknown) => log.error('delivery.failed', {}, error);
  return createDistribution({ orm: database.orm, store, distributor, credentialsKey, timing, report });
}
