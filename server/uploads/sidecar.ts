import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { Recording } from '#contracts/http/recordings.ts';
import type { RecordingRecord } from '#server/db/recordings.ts';
import type { ObjectStore } from '#server/integrations/object-store/port.ts';

/** Everything that is known about a recording, stored beside its bytes so that a lost database loses nothing. */
export const Sidecar = v.object({
  version: v.literal(1),
  ...Recording.entries,
  ownerId: v.string(),
  /** Lets the owner of a server that lost all its accounts find the recordings again. */
  ownerEmail: v.string(),
  storageKey: v.string(),
});
export type Sidecar = v.InferOutput<typeof Sidecar>;

const SUFFIX = '.json';
/** All recordings are below this key. */
export const RECORDINGS = 'recordings/';

/** Key of the bytes of a recording. */
export const storageKeyOf = (userId: string, sha256: string) => `${RECORDINGS}${userId}/${sha256}`;

/** The key that a sidecar stands beside; null for a key that is no sidecar's. */
export function besides(key: string): string | null {
  return key.endsWith(SUFFIX) ? key.slice(0, -SUFFIX.length) : null;
}

/** Writes the sidecar of a recording. */
export async function writeSidecar(store: ObjectStore, record: RecordingRecord, ownerEmail: string): Promise<void> {
  const { userId: ownerId, ...rest } = record;
  const sidecar: Sidecar = { version: 1, ...rest, ownerId, ownerEmail };
  await store.write(record.storageKey + SUFFIX, JSON.stringify(sidecar, null, 2));
}

/** The sidecar of the object `storageKey`; null when it cannot be understood. */
export async function readSidecar(store: ObjectStore, storageKey: string): Promise<Sidecar | null> {
  const content = await text(await store.read(storageKey + SUFFIX));
  try {
    const parsed = v.safeParse(Sidecar, JSON.parse(content));
    return parsed.success && parsed.output.storageKey === storageKey ? parsed.output : null;
  } catch {
    return null;
  }
}

/** Removes a recording's sidecar, then its bytes. */
export async function removeStored(store: ObjectStore, storageKey: string): Promise<void> {
  await store.remove(storageKey + SUFFIX);
  await store.remove(storageKey);
}

/** The row of a sidecar, for a user who may be another than the one who uploaded it. */
export function toRecordOf(sidecar: Sidecar, userId: string): RecordingRecord {
  const { version: _version, ownerId: _owner, ownerEmail: _email, ...rest } = sidecar;
  return { ...rest, userId };
}
