import { mkdir } from 'node:fs/promises';
import { createApp, type AppDeps } from '#server/app.ts';
import { Backups } from '#server/data-dir/backups.ts';
import { openDatabaseIn } from '#server/data-dir/embedded.ts';
import { DataDirInUseError, lockDataDir } from '#server/data-dir/lock.ts';
import { authSecret } from '#server/data-dir/secret.ts';
import { type Database, openPostgres } from '#server/db/open.ts';
import { openObjectStore } from '#server/integrations/object-store/open.ts';
import { listen } from '#server/listen.ts';
import { createLog, type Log } from '#server/log.ts';
import { createServices } from '#server/services.ts';
import { readSettings, type Settings, SettingsError } from '#server/settings.ts';
import { collectNetworkMemoryLazily } from '#server/steady-memory.ts';

const HOUR_MS = 3_600_000;
const BACKUP_EVERY_MS = 6 * HOUR_MS;

/** Prints one line per problem and ends the process. */
function giveUp(...lines: readonly string[]): never {
  process.stderr.write(lines.map((line) => `wavefoundry: ${line}\n`).join(''));
  process.exit(1);
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Reads the settings, opens everything, serves until SIGINT or SIGTERM, and leaves the data in good order. */
export async function runServer(): Promise<void> {
  const settings = settingsOrExit();
  const log = createLog(settings.logLevel);
  const release = await takeDataDir(settings.dataDir);
  const { database, backups } = await openDatabase(settings, log);
  const services = await createServices({
    settings,
    database,
    store: await openObjectStore(settings.objectStore, settings.dataDir),
    secret: settings.authSecret ?? (await authSecret(settings.dataDir)),
    log,
    measureProcess: true,
  });
  const listening = await listen(createApp(services), settings.host, settings.port).catch((error: unknown) =>
    giveUp(`cannot listen on ${settings.host}:${settings.port}: ${messageOf(error)}`),
  );
  const backUp = () => logged(log, 'database.dump', async () => (await backups?.dumpIfChanged()) ?? false);
  const sweep = () => logged(log, 'uploads.sweep', async () => (await services.uploads.expiry.sweep()) > 0);
  const timers = [setInterval(() => void backUp(), BACKUP_EVERY_MS), setInterval(() => void sweep(), HOUR_MS)];
  const { distribution } = services;
  const refresh = () =>
    logged(log, 'references.refresh', async () => {
      const failed = (error: unknown) => log.error('references.refresh_failed', {}, error);
      return ((await distribution?.reference.refreshOld(failed)) ?? 0) > 0;
    });
  timers.push(setInterval(() => void refresh(), HOUR_MS));
  const leave = async () => {
    for (const timer of timers) clearInterval(timer);
    await listening.stop();
    await distribution?.queue.stop();
    await backUp();
    await database.close();
    release();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void leave());
  collectNetworkMemoryLazily();
  await distribution?.queue.start();
  announce(services, listening.address.port);
  await sweep();
  await refresh();
}

function settingsOrExit(): Settings {
  try {
    return readSettings(process.env);
  } catch (error) {
    if (error instanceof SettingsError) giveUp(...error.lines);
    throw error;
  }
}

async function takeDataDir(dataDir: string): Promise<() => void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    return lockDataDir(dataDir);
  } catch (error) {
    if (error instanceof DataDirInUseError) giveUp(`DATA_DIR: ${error.message}`);
    giveUp(`DATA_DIR ${dataDir} cannot be used: ${messageOf(error)}`);
  }
}

async function openDatabase(
  { databaseUrl, dataDir }: Settings,
  log: Log,
): Promise<{ database: Database; backups: Backups | null }> {
  if (databaseUrl === undefined) {
    const embedded = await openDatabaseIn(dataDir, log).catch((error: unknown) =>
      giveUp(`DATA_DIR ${dataDir}: the embedded database cannot be opened: ${messageOf(error)}`),
    );
    return { database: embedded, backups: new Backups(dataDir, embedded) };
  }
  try {
    return { database: await openPostgres(databaseUrl), backups: null };
  } catch (error) {
    const cause = error instanceof Error && error.cause ? error.cause : error;
    giveUp(`DATABASE_URL: the database does not answer: ${messageOf(cause)}`);
  }
}

/** Runs a job of the background; its failure is logged and never ends the server. */
async function logged(log: Log, event: string, job: () => Promise<boolean>): Promise<void> {
  try {
    if (await job()) log.info(event);
  } catch (error) {
    log.error(`${event}_failed`, {}, error);
  }
}

function announce({ settings }: AppDeps, port: number): void {
  const { host, publicUrl, databaseUrl, objectStore, dataDir } = settings;
  const name = host === '127.0.0.1' || host === '::1' ? 'localhost' : host;
  const own = `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
  const address = publicUrl === undefined ? own : `${publicUrl} (behind it ${own})`;
  const database = databaseUrl === undefined ? 'embedded database' : 'PostgreSQL';
  const recordings = objectStore.kind === 's3' ? `recordings in s3://${objectStore.bucket}` : 'recordings as files';
  process.stdout.write(`Wavefoundry is ready: ${address}\nData is kept in ${dataDir} (${database}, ${recordings})\n`);
}
