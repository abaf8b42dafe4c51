import { expect, test } from 'vitest';
import { deleteDB, openDB } from 'idb';
import { openDb } from './open.ts';
import { DB_NAME } from './schema.ts';

// Data of people out there has this shape: a change here must come with a higher DB_VERSION and an upgrade step.
test('the schema of version 7 stays as it was released', async () => {
  const db = await openDb();
  const names = [...db.objectStoreNames];
  const tx = db.transaction(names);
  const shape = names.map((name) => {
    const store = tx.objectStore(name);
    const indexes = [...store.indexNames].map((index) => {
      const { keyPath, unique, multiEntry } = store.index(index);
      return `${index}(${String(keyPath)}${unique ? ', unique' : ''}${multiEntry ? ', of each' : ''})`;
    });
    return [name, String(store.keyPath), ...indexes].join(' ');
  });
  expect(db.version).toBe(7);
  expect(shape).toMatchInlineSnapshot(`
    [
      "analyses blobHash,version",
      "analysisJobs blobHash",
      "blobs null",
      "corrections blobHash",
      "covers null",
      "cues blobHash",
      "fileFacts null",
      "fingerprints blobHash byDuration(durationSec)",
      "lists id",
      "outbox blobHash",
      "parties id",
      "peaks blobHash",
      "plays id byStarted(startedAt)",
      "references provider",
      "releaseSteps releaseId,sequence byFile(files, of each)",
      "releases id byFile(files, of each)",
      "setLog setId,version,sequence",
      "sets id byStarted(startedAt)",
      "settings null",
      "spool null",
      "summaries blobHash",
      "takes id byStarted(startedAt)",
      "tracks id byAdded(addedAt) byHash(blobHash, unique)",
    ]
  `);
});

test('a connection that another tab asks to go is closed and opened anew on the next call', async () => {
  const first = await openDb();
  first.dispatchEvent(Object.assign(new Event('versionchange'), { newVersion: 2, oldVersion: 1 }));
  const second = await openDb();
  expect(second).not.toBe(first);
  expect(() => first.transaction('tracks')).toThrow();
  await second.put('settings', 'kept', 'reopened');
  expect(await second.get('settings', 'reopened')).toBe('kept');
  await second.delete('settings', 'reopened');
});

test('version 2 adds cues, lists, plays and fingerprints to a database of version 1, and keeps what is in it', async () => {
  (await openDb()).close();
  await deleteDB(DB_NAME);
  const old = await openDB(DB_NAME, 1, {
    upgrade(db) {
      const tracks = db.createObjectStore('tracks', { keyPath: 'id' });
      tracks.createIndex('byHash', 'blobHash', { unique: true });
      tracks.createIndex('byAdded', 'addedAt');
      db.createObjectStore('settings');
    },
  });
  await old.put('tracks', { id: 'a', blobHash: 'aa', addedAt: 1, title: 'Kept' });
  await old.put('settings', 'dark', 'theme');
  old.close();
  // A connection that is gone lets the next call open, and with it upgrade.
  const closed = await openDb();
  closed.dispatchEvent(Object.assign(new Event('versionchange'), { newVersion: 2, oldVersion: 1 }));
  const db = await openDb();
  expect(await db.get('tracks', 'a')).toMatchObject({ title: 'Kept' });
  expect(await db.get('settings', 'theme')).toBe('dark');
  for (const name of ['cues', 'lists', 'plays', 'fingerprints'] as const) expect(await db.count(name)).toBe(0);
  db.close();
  await deleteDB(DB_NAME);
});

test('version 3 adds corrections to a database of version 2, and keeps what is in it', async () => {
  (await openDb()).close();
  await deleteDB(DB_NAME);
  const old = await openDB(DB_NAME, 2, {
    upgrade(db) {
      db.createObjectStore('analyses', { keyPath: ['blobHash', 'version'] });
      db.createObjectStore('cues', { keyPath: 'blobHash' });
    },
  });
  await old.put('analyses', { blobHash: 'aa', version: 2, sampleRate: 44_100 });
  await old.put('cues', { blobHash: 'aa', hotCues: [] });
  old.close();
  const closed = await openDb();
  closed.dispatchEvent(Object.assign(new Event('versionchange'), { newVersion: 3, oldVersion: 2 }));
  const db = await openDb();
  expect(await db.get('analyses', ['aa', 2])).toMatchObject({ sampleRate: 44_100 });
  expect(await db.get('cues', 'aa')).toMatchObject({ hotCues: [] });
  expect(await db.count('corrections')).toBe(0);
  db.close();
  await deleteDB(DB_NAME);
});

test('version 4 adds sets and their logs to a database of version 3, and keeps what is in it', async () => {
  (await openDb()).close();
  await deleteDB(DB_NAME);
  const old = await openDB(DB_NAME, 3, {
    upgrade(db) {
      db.createObjectStore('corrections', { keyPath: 'blobHash' });
      db.createObjectStore('plays', { keyPath: 'id' }).createIndex('byStarted', 'startedAt');
    },
  });
  await old.put('plays', { id: 'p', startedAt: 1 });
  old.close();
  const closed = await openDb();
  closed.dispatchEvent(Object.assign(new Event('versionchange'), { newVersion: 4, oldVersion: 3 }));
  const db = await openDb();
  expect(await db.get('plays', 'p')).toMatchObject({ startedAt: 1 });
  for (const name of ['sets', 'setLog'] as const) expect(await db.count(name)).toBe(0);
  db.close();
  await deleteDB(DB_NAME);
});

test('version 5 adds short analyses to a database of version 4, and keeps what is in it', async () => {
  (await openDb()).close();
  await deleteDB(DB_NAME);
  const old = await openDB(DB_NAME, 4, {
    upgrade(db) {
      db.createObjectStore('analyses', { keyPath: ['blobHash', 'version'] });
    },
  });
  await old.put('analyses', { blobHash: 'aa', version: 2, sampleRate: 44_100 });
  old.close();
  const closed = await openDb();
  closed.dispatchEvent(Object.assign(new Event('versionchange'), { newVersion: 5, oldVersion: 4 }));
  const db = await openDb();
  expect(await db.get('analyses', ['aa', 2])).toMatchObject({ sampleRate: 44_100 });
  expect(await db.count('summaries')).toBe(0);
  db.close();
  await deleteDB(DB_NAME);
});

test('version 6 adds releases, their history, parties and facts to a database of version 5, and keeps what is in it', async () => {
  (await openDb()).close();
  await deleteDB(DB_NAME);
  const old = await openDB(DB_NAME, 5, {
    upgrade(db) {
      db.createObjectStore('summaries', { keyPath: 'blobHash' });
    },
  });
  await old.put('summaries', { blobHash: 'aa', version: 4 });
  old.close();
  const closed = await openDb();
  closed.dispatchEvent(Object.assign(new Event('versionchange'), { newVersion: 6, oldVersion: 5 }));
  const db = await openDb();
  expect(await db.get('summaries', 'aa')).toMatchObject({ version: 4 });
  for (const name of ['releases', 'releaseSteps', 'parties', 'fileFacts'] as const) {
    expect(await db.count(name)).toBe(0);
  }
  db.close();
  await deleteDB(DB_NAME);
});

test('version 7 adds lists of distributors to a database of version 6, and keeps what is in it', async () => {
  (await openDb()).close();
  await deleteDB(DB_NAME);
  const old = await openDB(DB_NAME, 6, {
    upgrade(db) {
      db.createObjectStore('parties', { keyPath: 'id' });
    },
  });
  await old.put('parties', { id: 'p', name: 'Anna Probe' });
  old.close();
  const closed = await openDb();
  closed.dispatchEvent(Object.assign(new Event('versionchange'), { newVersion: 7, oldVersion: 6 }));
  const db = await openDb();
  expect(await db.get('parties', 'p')).toMatchObject({ name: 'Anna Probe' });
  expect(await db.count('references')).toBe(0);
  db.close();
  await deleteDB(DB_NAME);
});
