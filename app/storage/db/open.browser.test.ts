import { expect, test } from 'vitest';
import { openDb } from './open.ts';

// Data of people out there has this shape: a change here must come with a higher DB_VERSION and an upgrade step.
test('the schema of version 1 stays as it was released', async () => {
  const db = await openDb();
  const names = [...db.objectStoreNames];
  const tx = db.transaction(names);
  const shape = names.map((name) => {
    const store = tx.objectStore(name);
    const indexes = [...store.indexNames].map((index) => {
      const { keyPath, unique } = store.index(index);
      return `${index}(${String(keyPath)}${unique ? ', unique' : ''})`;
    });
    return [name, String(store.keyPath), ...indexes].join(' ');
  });
  expect(db.version).toBe(1);
  expect(shape).toMatchInlineSnapshot(`
    [
      "analyses blobHash,version",
      "analysisJobs blobHash",
      "blobs null",
      "covers null",
      "outbox blobHash",
      "peaks blobHash",
      "settings null",
      "spool null",
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
