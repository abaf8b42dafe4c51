import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Orm } from '#server/db/open.ts';
import { listUsers, restoreUser, setPasswordHash, type UserRecord } from '#server/db/users.ts';
import { writeFileDurably } from '#server/integrations/object-store/durable.ts';
import type { Log } from '#server/log.ts';

const AccountFile = v.object({
  version: v.literal(1),
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
  name: v.string(),
  email: v.string(),
  role: v.picklist(['owner', 'member']),
  createdAt: v.number(),
  passwordHash: v.string(),
  passwordAt: v.number(),
});

/**
 * A second copy of every account (with its salted password hash, readable by the server's user alone) beside the
 * embedded database, which may lose or damage what it holds when the power goes. PostgreSQL needs none.
 */
export class AccountFiles {
  readonly #folder: string;
  readonly #orm: Orm;

  constructor(dataDir: string, orm: Orm) {
    this.#folder = join(dataDir, 'accounts');
    this.#orm = orm;
  }

  /** Writes down how an account stands in the database now. */
  async save(userId: string): Promise<void> {
    const [record] = await listUsers(this.#orm, userId);
    if (record) await this.#write(record);
  }

  /** Brings database and files to the same state; of two passwords the later one counts. */
  async reconcile(log: Log): Promise<void> {
    const files = await this.#readAll(log);
    const rows = new Map((await listUsers(this.#orm)).map((row) => [row.id, row]));
    for (const file of files.values()) {
      const row = rows.get(file.id);
      if (!row) await this.#restore(file, log);
      else if (file.passwordAt > row.passwordAt) await setPasswordHash(this.#orm, file);
    }
    for (const row of rows.values()) {
      const file = files.get(row.id);
      if (!file || row.passwordAt > file.passwordAt) await this.#write(row);
    }
  }

  async #restore(file: UserRecord, log: Log): Promise<void> {
    try {
      await restoreUser(this.#orm, file);
      log.info('account.restored', { userId: file.id });
    } catch (error) {
      // Somebody else has the address or is the owner by now: the file stays for a person to look at.
      log.error('account.not_restored', { userId: file.id }, error);
    }
  }

  async #readAll(log: Log): Promise<Map<string, UserRecord>> {
    const found = new Map<string, UserRecord>();
    const names = await readdir(this.#folder).catch(() => []);
    for (const name of names.filter((file) => file.endsWith('.json'))) {
      const text = await readFile(join(this.#folder, name), 'utf8');
      const parsed = v.safeParse(AccountFile, parseJson(text));
      if (parsed.success) found.set(parsed.output.id, parsed.output);
      else log.error('account.file_unreadable', { name });
    }
    return found;
  }

  async #write(record: UserRecord): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const text = JSON.stringify({ version: 1, ...record }, null, 2);
    await writeFileDurably(join(this.#folder, `${record.id}.json`), text, 0o600);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
