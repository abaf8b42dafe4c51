import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeliveryRecord } from '#server/db/deliveries.ts';
import { findDelivery, nextDue } from '#server/db/deliveries.ts';
import type { Database } from '#server/db/open.ts';
import { insertRecording } from '#server/db/recordings.ts';
import { user } from '#server/db/schema.ts';
import type { Distributor } from '#server/integrations/distribution/port.ts';
import { FileObjects } from '#server/integrations/object-store/files.ts';
import { createDistribution, type Distribution } from '#server/jobs/deliveries/distribution.ts';
import { coverKeyOf } from '#server/jobs/deliveries/files.ts';
import { sha256Of } from '../audio-files.ts';
import type { TestClock } from '../fuga/clock.ts';
import type { TestAlbum } from './releases.ts';

const KEY = createHash('sha256').update('key of the tests').digest();

/** Deliveries on a real database and object store, at a time that passes when told. */
export interface Desk {
  readonly database: Database;
  readonly store: FileObjects;
  readonly clock: TestClock;
  /** What nobody expected. */
  readonly reported: unknown[];
  /** A new user. */
  user(): Promise<string>;
  /** The jobs of a server process; another one over the same data is that process after a restart. */
  process(distributor: Distributor): Distribution;
  /** Puts an album's files where a user's uploads lie. */
  keep(userId: string, album: TestAlbum): Promise<void>;
  /** Lets time pass until the delivery is at an end. */
  untilEnd(jobs: Distribution, userId: string, id: string): Promise<DeliveryRecord>;
  close(): void;
}

const ENDS = ['delivered', 'takenDown', 'failed'];
const LOOKS_MAX = 60;

export async function openDesk(database: Database, clock: TestClock): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'wavefoundry-desk-'));
  const store = await FileObjects.open(folder);
  const { orm } = database;
  const reported: unknown[] = [];
  const find = async (userId: string, id: string) => {
    const found = await findDelivery(orm, userId, id);
    if (!found) throw new Error('no such delivery');
    return found;
  };
  const timing = { now: clock.now, sleep: clock.sleep, random: () => 0.5 };
  return {
    ...{ database, store, clock, reported },
    user: async () => {
      const id = randomUUID();
      await orm.insert(user).values({ id, name: id, email: `${id}@example.org` });
      return id;
    },
    process: (distributor) =>
      createDistribution({
        ...{ orm, store, distributor, credentialsKey: KEY, timing },
        report: (error) => void reported.push(error),
      }),
    keep: async (userId, album) => {
      const { cover, tracks } = album.bundle.release;
      await store.write(coverKeyOf(userId, cover?.blobHash ?? ''), album.cover);
      for (const [index, bytes] of album.audio.entries()) {
        const sha256 = sha256Of(bytes);
        const storageKey = `recordings/${userId}/${sha256}`;
        await store.write(storageKey, bytes);
        const named = { fileName: `${index}.wav`, title: tracks[index]?.title ?? '', mimeType: 'audio/wav' };
        const about = { id: randomUUID(), userId, sha256, sizeBytes: bytes.length, storageKey, createdAt: clock.now() };
        await insertRecording(orm, { ...about, ...named }, null);
      }
    },
    untilEnd: async (jobs, userId, id) => {
      for (let looks = 0; looks < LOOKS_MAX; looks++) {
        jobs.queue.kick();
        await jobs.queue.idle();
        const found = await find(userId, id);
        if (ENDS.includes(found.state)) return found;
        const due = (await nextDue(orm, jobs.accounts.provider, [])) ?? 0;
        await clock.sleep(Math.max(due - clock.now(), 1_000));
      }
      throw new Error(
        `no end: ${JSON.stringify(await find(userId, id).then(({ state, failures }) => ({ state, failures })))}`,
      );
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
