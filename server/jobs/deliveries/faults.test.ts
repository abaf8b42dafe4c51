import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestClock } from '../../../tests/support/fuga/clock.ts';
import { md5Of, stereoWav } from '../../../tests/support/fuga/masters.ts';
import { mulberry32 } from '../../../tests/support/fuga/misbehaviour.ts';
import { type Fuga, label, startFuga } from '../../../tests/support/fuga/server.ts';
import { type Desk, openDesk } from '../../../tests/support/delivery/desk.ts';
import { testAlbum, type TestAlbum } from '../../../tests/support/delivery/releases.ts';
import { startPostgres, type TestPostgres } from '../../../tests/support/postgres.ts';
import { emptyDump } from '#server/data-dir/embedded.ts';
import { type Database, openEmbedded, openPostgres } from '#server/db/open.ts';
import { FugaDistributor } from '#server/integrations/distribution/fuga/distributor.ts';

const SCHEDULES = 200;
/** Of all requests. */
const FAULT_RATE = 0.12;
const STORES = ['746109', '1330598'];

let database: Database;
let desk: Desk;
let postgres: TestPostgres | string;
let fuga: Fuga;
const clock = new TestClock();

beforeAll(async () => {
  const server = await startPostgres();
  postgres = server;
  // Some ten thousand writes: faster there, where there is one.
  database =
    typeof server === 'string' ? await openEmbedded(undefined, await emptyDump()) : await openPostgres(server.url);
  await database.orm.execute(sql`truncate "user" cascade`);
  desk = await openDesk(database, clock);
}, 120_000);
afterAll(async () => {
  desk.close();
  await database.close();
  if (typeof postgres !== 'string') await postgres.stop();
});

/** A distributor whose process dies at request `at`: before it is sent or when its answer is under way. */
function mortal(random: () => number, at: number) {
  let requests = 0;
  let died = () => undefined as void;
  const death = new Promise<void>((resolve) => {
    died = resolve;
  });
  const send: typeof fetch = async (url, init) => {
    requests += 1;
    if (requests < at) return fetch(url, init);
    const isSent = random() < 0.7;
    if (isSent)
      await fetch(url, init)
        .then((response) => response.arrayBuffer())
        .catch(() => undefined);
    died();
    // Nobody is there any more to go on.
    return new Promise<Response>(() => undefined);
  };
  return { send, death };
}

const distributor = (random: () => number, send: typeof fetch = fetch) =>
  new FugaDistributor({ baseUrl: fuga.url, send, now: clock.now, sleep: clock.sleep, random, partBytes: 1_000 });

function expectExactlyOnce({ bundle, audio, cover }: TestAlbum): void {
  const { products, assets, parties } = fuga.catalogue;
  expect([...products.values()].map(({ fields }) => fields['upc'])).toEqual([bundle.release.upc]);
  const [product] = products.values();
  expect(product?.cover?.md5).toBe(md5Of(cover));
  expect(product?.assets.map(({ id }) => assets.get(id)?.fields['isrc'])).toEqual(
    bundle.release.tracks.map(({ isrc }) => isrc),
  );
  expect([...assets.values()].map((asset) => asset.audio?.md5)).toEqual(audio.map(md5Of));
  for (const asset of assets.values()) {
    expect(asset.contributors.map(({ role }) => role).sort()).toEqual(['COMPOSER', 'LYRICIST']);
    expect(asset.publishers).toHaveLength(1);
  }
  expect(Object.entries(parties).map(([kind, { size }]) => [kind, size])).toEqual([
    ...[
      ['artists', 1],
      ['labels', 1],
      ['people', 2],
      ['publishing_houses', 1],
    ],
  ]);
  expect([...parties.artists.values()][0]?.identifiers).toHaveLength(1);
}

describe('a delivery whose distributor misbehaves and whose server dies', { timeout: 900_000 }, () => {
  it(`ends exactly once and whole, ${SCHEDULES} seeded schedules`, async () => {
    let faults = 0;
    let deaths = 0;
    for (let seed = 1; seed <= SCHEDULES; seed++) {
      const random = mulberry32(seed);
      fuga = await startFuga({ clock, processingMs: 2_000, sessionMs: 120_000 });
      const userId = await desk.user();
      // Two tracks take twice as long and show little more; a fourth of the albums has them.
      const album = seed % 4 === 0 ? testAlbum(seed) : testAlbum(seed, [stereoWav(300, seed)]);
      await desk.keep(userId, album);
      const id = `delivery-${userId}`;
      const { send, death } = mortal(random, seed % 2 === 0 ? Infinity : 1 + Math.floor(random() * 70));
      const first = desk.process(distributor(random, send));
      await desk.process(distributor(random)).accounts.connect(userId, label);
      fuga.misbehaviour.schedule(seed, FAULT_RATE);
      await first.deliveries.deliver(userId, { id, bundle: album.bundle, stores: STORES });
      await first.queue.start();
      let end = await Promise.race([desk.untilEnd(first, userId, id), death]);
      if (!end) {
        deaths += 1;
        // It never comes to its end; but nor may it take up anything else.
        void first.queue.stop();
        const second = desk.process(distributor(random));
        await second.queue.start();
        end = await desk.untilEnd(second, userId, id);
        await second.queue.stop();
      } else await first.queue.stop();
      expect(desk.reported).toEqual([]);
      expect([seed, end.state, end.failures]).toEqual([seed, 'delivered', []]);
      expect(end.storeStates.map(({ state, liveLink }) => [state, liveLink !== ''])).toEqual([
        ...[
          ['DELIVERED', true],
          ['DELIVERED', true],
        ],
      ]);
      expectExactlyOnce(album);
      faults += fuga.misbehaviour.happened.length;
      await fuga.close();
    }
    expect(faults).toBeGreaterThan(SCHEDULES * 3);
    expect(deaths).toBeGreaterThan(SCHEDULES / 4);
  });
});
