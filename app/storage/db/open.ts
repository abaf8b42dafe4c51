import { openDB, type IDBPDatabase } from 'idb';
import { DB_NAME, DB_VERSION, type WavefoundryDb } from './schema.ts';

export type Db = IDBPDatabase<WavefoundryDb>;

let shared: Promise<Db> | undefined;

function upgrade(db: Db, from: number): void {
  if (from < 1) {
    const tracks = db.createObjectStore('tracks', { keyPath: 'id' });
    tracks.createIndex('byHash', 'blobHash', { unique: true });
    tracks.createIndex('byAdded', 'addedAt');
    db.createObjectStore('takes', { keyPath: 'id' }).createIndex('byStarted', 'startedAt');
    db.createObjectStore('spool');
    db.createObjectStore('analyses', { keyPath: ['blobHash', 'version'] });
    db.createObjectStore('analysisJobs', { keyPath: 'blobHash' });
    db.createObjectStore('peaks', { keyPath: 'blobHash' });
    db.createObjectStore('covers');
    db.createObjectStore('blobs');
    db.createObjectStore('outbox', { keyPath: 'blobHash' });
    db.createObjectStore('settings');
  }
  if (from < 2) {
    db.createObjectStore('cues', { keyPath: 'blobHash' });
    db.createObjectStore('lists', { keyPath: 'id' });
    db.createObjectStore('plays', { keyPath: 'id' }).createIndex('byStarted', 'startedAt');
    db.createObjectStore('fingerprints', { keyPath: 'blobHash' }).createIndex('byDuration', 'durationSec');
  }
  if (from < 3) db.createObjectStore('corrections', { keyPath: 'blobHash' });
  if (from < 4) {
    db.createObjectStore('sets', { keyPath: 'id' }).createIndex('byStarted', 'startedAt');
    db.createObjectStore('setLog', { keyPath: ['setId', 'version', 'sequence'] });
  }
  if (from < 5) db.createObjectStore('summaries', { keyPath: 'blobHash' });
  if (from < 6) {
    db.createObjectStore('releases', { keyPath: 'id' }).createIndex('byFile', 'files', { multiEntry: true });
    const steps = db.createObjectStore('releaseSteps', { keyPath: ['releaseId', 'sequence'] });
    steps.createIndex('byFile', 'files', { multiEntry: true });
    db.createObjectStore('parties', { keyPath: 'id' });
    db.createObjectStore('fileFacts');
  }
  if (from < 7) db.createObjectStore('references', { keyPath: 'provider' });
}

/**
 * The one connection of this thread (page, worker or service worker). A connection that the browser closed, or that
 * stands in the way of an upgrade in another tab, is dropped; the next call opens a new one.
 */
export function openDb(): Promise<Db> {
  shared ??= openDB<WavefoundryDb>(DB_NAME, DB_VERSION, {
    upgrade,
    blocking: (_current, _blocked, event) => {
      shared = undefined;
      (event.target as IDBDatabase).close();
    },
    terminated: () => {
      shared = undefined;
    },
  }).catch((error: unknown) => {
    shared = undefined;
    throw error;
  });
  return shared;
}
