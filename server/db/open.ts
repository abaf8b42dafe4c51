import { resolve } from 'node:path';
import { sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import * as schema from './schema.ts';

/** What query modules see of a database or a transaction, whichever engine is behind it. */
export type Orm = PgDatabase<PgQueryResultHKT, typeof schema>;

/** An open database with all migrations applied. */
export interface Database {
  readonly engine: 'embedded' | 'postgres';
  readonly orm: Orm;
  /** @throws when the database does not answer */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The database inside this process. Never syncs to disk: hence the dumps. */
export interface EmbeddedDatabase extends Database {
  /** Moves on with every change. */
  position(): Promise<string>;
  /** The whole database as a gzipped tar; about a second in which no query runs. */
  dump(): Promise<Uint8Array>;
}

const migrationsFolder = resolve(import.meta.dirname, '../../drizzle');

/** @param url `postgres://…` */
export async function openPostgres(url: string): Promise<Database> {
  const { default: postgres } = await import('postgres');
  const { drizzle } = await import('drizzle-orm/postgres-js');
  const { migrate } = await import('drizzle-orm/postgres-js/migrator');
  const client = postgres(url, { onnotice: () => undefined, max: 10, connect_timeout: 10 });
  const orm = drizzle(client, { schema });
  try {
    await migrate(orm, { migrationsFolder });
  } catch (error) {
    await client.end({ timeout: 1 });
    throw error;
  }
  return {
    engine: 'postgres',
    orm,
    ping: async () => void (await orm.execute(sql`select 1`)),
    close: () => client.end({ timeout: 5 }),
  };
}

/**
 * @param folder undefined for a database in memory
 * @param dump what {@link EmbeddedDatabase.dump} made, to fill a new folder with
 */
export async function openEmbedded(folder?: string, dump?: Uint8Array<ArrayBuffer>): Promise<EmbeddedDatabase> {
  const { PGlite } = await import('@electric-sql/pglite');
  const { drizzle } = await import('drizzle-orm/pglite');
  const { migrate } = await import('drizzle-orm/pglite/migrator');
  const client = await PGlite.create({
    ...(folder === undefined ? {} : { dataDir: folder }),
    ...(dump === undefined ? {} : { loadDataDir: new Blob([dump]) }),
  });
  const orm = drizzle(client, { schema });
  try {
    await migrate(orm, { migrationsFolder });
  } catch (error) {
    await client.close();
    throw error;
  }
  return {
    engine: 'embedded',
    orm,
    ping: async () => void (await client.query('select 1')),
    close: () => client.close(),
    position: async () => {
      const { rows } = await client.query<{ lsn: string }>('select pg_current_wal_insert_lsn()::text as lsn');
      return rows[0]?.lsn ?? '';
    },
    dump: async () => new Uint8Array(await (await client.dumpDataDir('gzip')).arrayBuffer()),
  };
}
