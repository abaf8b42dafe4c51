import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { type EmbeddedDatabase, openEmbedded } from '#server/db/open.ts';
import { writeFileDurably } from '#server/integrations/object-store/durable.ts';
import type { Log } from '#server/log.ts';
import { listDumps, readDump } from './backups.ts';

/**
 * Opens the embedded database in `dataDir/db`. When it is missing or damaged, the newest dump that opens takes its
 * place; a damaged folder is put aside, never deleted. What happened after the dump comes back from the files beside
 * the recordings (see `server/uploads/reconcile.ts`).
 */
export async function openDatabaseIn(dataDir: string, log: Log): Promise<EmbeddedDatabase> {
  const folder = join(dataDir, 'db');
  // Killed while it was being made: nothing is in it yet.
  if (existsSync(markOf(folder))) await rm(folder, { recursive: true, force: true });
  if (!existsSync(folder)) return rebuild(dataDir, folder, log);
  try {
    return await openEmbedded(folder);
  } catch (error) {
    const aside = `${folder}.damaged-${Date.now()}`;
    await rename(folder, aside);
    log.error('database.damaged', { putAside: aside }, error);
    return rebuild(dataDir, folder, log).catch(async (reason: unknown) => {
      // Then it is not the folder: a full disk, for example. All stays as it was.
      await rm(folder, { recursive: true, force: true });
      await rm(markOf(folder), { force: true });
      await rename(aside, folder);
      throw reason;
    });
  }
}

async function rebuild(dataDir: string, folder: string, log: Log): Promise<EmbeddedDatabase> {
  for (const path of await listDumps(dataDir)) {
    try {
      const database = await build(folder, await readDump(path));
      log.info('database.restored', { from: path });
      return database;
    } catch (error) {
      log.error('database.dump_unusable', { path }, error);
    }
  }
  return build(folder, await emptyDump());
}

/** There while a database is being made from a dump and nobody has used it. */
const markOf = (folder: string) => `${folder}.unfinished`;

async function build(folder: string, dump: Uint8Array<ArrayBuffer>): Promise<EmbeddedDatabase> {
  await mkdir(dirname(folder), { recursive: true });
  await writeFileDurably(markOf(folder), '');
  await rm(folder, { recursive: true, force: true });
  const database = await openEmbedded(folder, dump);
  await rm(markOf(folder));
  return database;
}

/**
 * An empty database as a dump. Making one from nothing takes several seconds and half a gigabyte of memory, filling a
 * folder from a dump well under one, so it is kept for the next folder (and for tests) where that is possible.
 */
export async function emptyDump(): Promise<Uint8Array<ArrayBuffer>> {
  const path = resolve(import.meta.dirname, '../../.cache', `empty-database-${engineVersion()}.tar.gz`);
  try {
    return new Uint8Array(await readFile(path));
  } catch {
    const { PGlite } = await import('@electric-sql/pglite');
    const client = await PGlite.create();
    const dump = new Uint8Array(await (await client.dumpDataDir('gzip')).arrayBuffer());
    await client.close();
    await mkdir(dirname(path), { recursive: true })
      .then(() => writeFileDurably(path, dump))
      .catch(() => undefined);
    return dump;
  }
}

function engineVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const parts = /@electric-sql[\\/]pglite/.exec(entry);
  if (!parts) return 'unknown';
  const manifest = join(entry.slice(0, parts.index + parts[0].length), 'package.json');
  const { version } = createRequire(import.meta.url)(manifest) as { version: string };
  return version;
}
