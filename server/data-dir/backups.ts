import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmbeddedDatabase } from '#server/db/open.ts';
import { writeFileDurably } from '#server/integrations/object-store/durable.ts';

const KEEP = 2;
const pattern = /^db-\d{8}T\d{9}Z\.tar\.gz$/;

const folderOf = (dataDir: string) => join(dataDir, 'backups');

/** Paths of the dumps of the embedded database, newest first. */
export async function listDumps(dataDir: string): Promise<string[]> {
  const names = await readdir(folderOf(dataDir)).catch(() => []);
  return names
    .filter((name) => pattern.test(name))
    .sort()
    .reverse()
    .map((name) => join(folderOf(dataDir), name));
}

/** The bytes of a dump. */
export async function readDump(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(path));
}

/** Dumps the embedded database when it has changed, now and then and at the end. Keeps the last two. */
export class Backups {
  readonly #dataDir: string;
  readonly #database: EmbeddedDatabase;
  #dumpedAt = '';

  constructor(dataDir: string, database: EmbeddedDatabase) {
    this.#dataDir = dataDir;
    this.#database = database;
  }

  /** @returns whether there was anything new to dump */
  async dumpIfChanged(now = new Date()): Promise<boolean> {
    const position = await this.#database.position();
    if (position === this.#dumpedAt) return false;
    const dump = await this.#database.dump();
    await mkdir(folderOf(this.#dataDir), { recursive: true, mode: 0o700 });
    const name = `db-${now.toISOString().replaceAll(/[-:.]/g, '')}.tar.gz`;
    await writeFileDurably(join(folderOf(this.#dataDir), name), dump, 0o600);
    // Dumping itself moves the position on by a checkpoint.
    this.#dumpedAt = await this.#database.position();
    for (const old of (await listDumps(this.#dataDir)).slice(KEEP)) await rm(old, { force: true });
    return true;
  }
}
