import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasUsers, restoreUser } from '#server/db/users.ts';
import { createLog, type Log } from '#server/log.ts';
import { Backups, listDumps } from './backups.ts';
import { openDatabaseIn } from './embedded.ts';

const user = {
  ...{ id: 'u1', name: 'Ada', email: 'ada@example.org', role: 'owner' },
  ...{ createdAt: 1, passwordHash: 'x', passwordAt: 1 },
};

describe('the embedded database', { timeout: 120_000 }, () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'wavefoundry-embedded-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }));

  it('is made anew when it was killed while being made', async () => {
    mkdirSync(join(dataDir, 'db'));
    writeFileSync(join(dataDir, 'db', 'PG_VERSION'), 'half');
    writeFileSync(join(dataDir, 'db.unfinished'), '');
    const database = await openDatabaseIn(dataDir, createLog('silent'));
    await database.ping();
    await database.close();
    expect(readdirSync(dataDir)).toEqual(['db']);
  });

  it('dumps only what changed, keeps two dumps, and passes over one that is no use', async () => {
    const database = await openDatabaseIn(dataDir, createLog('silent'));
    const backups = new Backups(dataDir, database);
    const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour));
    expect(await backups.dumpIfChanged(at(1))).toBe(true);
    expect(await backups.dumpIfChanged(at(2))).toBe(false);
    await restoreUser(database.orm, user);
    expect(await backups.dumpIfChanged(at(3))).toBe(true);
    await database.orm.execute(`update "user" set name = 'Ada L.'`);
    expect(await backups.dumpIfChanged(at(4))).toBe(true);
    await database.close();
    const dumps = await listDumps(dataDir);
    expect(dumps.map((path) => basename(path))).toEqual([
      'db-20260101T040000000Z.tar.gz',
      'db-20260101T030000000Z.tar.gz',
    ]);
    const [newest = ''] = dumps;
    rmSync(join(dataDir, 'db'), { recursive: true });
    writeFileSync(newest, 'no dump at all');
    const events: string[] = [];
    const log: Log = { info: (event) => void events.push(event), error: (event) => void events.push(event) };
    const restored = await openDatabaseIn(dataDir, log);
    expect(events).toEqual(['database.dump_unusable', 'database.restored']);
    expect(await hasUsers(restored.orm)).toBe(true);
    await restored.close();
    expect(existsSync(newest)).toBe(true);
  });
});
