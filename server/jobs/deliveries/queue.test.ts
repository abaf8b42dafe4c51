import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, openDesk } from '../../../tests/support/delivery/desk.ts';
import { testAlbum } from '../../../tests/support/delivery/releases.ts';
import { SecondDistributor } from '../../../tests/support/delivery/second-distributor.ts';
import { TestClock } from '../../../tests/support/fuga/clock.ts';
import { md5Of, stereoWav } from '../../../tests/support/fuga/masters.ts';
import { type Fuga, label, startFuga } from '../../../tests/support/fuga/server.ts';
import { totp } from '../../../tests/support/fuga/session.ts';
import { emptyDump } from '#server/data-dir/embedded.ts';
import { eventsAfter } from '#server/db/delivery-events.ts';
import { stepsOf } from '#server/db/delivery-steps.ts';
import { type Database, openEmbedded } from '#server/db/open.ts';
import { FugaDistributor } from '#server/integrations/distribution/fuga/distributor.ts';
import type { Distribution } from './distribution.ts';

const STORES = ['746109', '2100357'];
const clock = new TestClock();
let database: Database;
let desk: Desk;
let fuga: Fuga;
let jobs: Distribution;
let userId: string;

beforeAll(async () => {
  database = await openEmbedded(undefined, await emptyDump());
}, 300_000);
afterAll(() => database.close());
beforeEach(async () => {
  desk = await openDesk(database, clock);
  fuga = await startFuga({ clock, processingMs: 1_000 });
  userId = await desk.user();
  jobs = desk.process(distributor());
  await jobs.accounts.connect(userId, label);
});
afterEach(async () => {
  await jobs.queue.stop();
  await fuga.close();
  desk.close();
});

const distributor = () =>
  new FugaDistributor({ baseUrl: fuga.url, partBytes: 4_000, now: clock.now, sleep: clock.sleep, random: () => 0.5 });

async function queue(index: number, album = testAlbum(index)): Promise<string> {
  await desk.keep(userId, album);
  const id = `${userId}-${index}`;
  await jobs.deliveries.deliver(userId, { id, bundle: album.bundle, stores: STORES });
  return id;
}

/** A WAV that says it holds floating point numbers. */
function floatWav() {
  const bytes = stereoWav(100, 99);
  bytes.writeUInt16LE(3, 20);
  return bytes;
}

const titles = () => [...fuga.catalogue.products.values()].map(({ fields }) => fields['name']);

describe('the queue of deliveries', { timeout: 300_000 }, () => {
  it('delivers 19 of 20 albums, explains the bad one, and its figures are those of the steps', async () => {
    const ids: string[] = [];
    for (let index = 1; index <= 20; index++) {
      ids.push(await queue(index, index === 8 ? testAlbum(8, [stereoWav(100, 98), floatWav()]) : testAlbum(index)));
    }
    await jobs.queue.start();
    const ends = [];
    for (const id of ids) ends.push(await desk.untilEnd(jobs, userId, id));
    expect(ends.map(({ state }) => state)).toEqual(ids.map((_, at) => (at === 7 ? 'failed' : 'delivered')));
    expect(ends[7]?.failures).toEqual([
      {
        step: expect.stringMatching(/^audio:track-8-1:/),
        field: '',
        code: 'AUDIO_FLOATING_POINT_WAV',
        cause: expect.any(String),
      },
    ]);
    const { people, artists, labels } = fuga.catalogue.parties;
    expect([fuga.catalogue.products.size, people.size, artists.size, labels.size]).toEqual([20, 2, 1, 1]);
    const figures = await jobs.deliveries.statistics(userId);
    const steps = (await Promise.all(ids.map((id) => stepsOf(database.orm, id)))).flat();
    const sum = (of: (one: { count: number; attempts: number; spentMs: number }) => number) =>
      figures.steps.reduce((total, one) => total + of(one), 0);
    expect(figures.deliveries).toEqual({ delivered: 19, failed: 1 });
    expect(sum(({ count }) => count)).toBe(steps.length);
    expect(sum(({ attempts }) => attempts)).toBe(steps.reduce((total, { attempts }) => total + attempts, 0));
    expect(sum(({ spentMs }) => spentMs)).toBe(steps.reduce((total, { spentMs }) => total + spentMs, 0));
    expect(figures.failures).toEqual([{ code: 'AUDIO_FLOATING_POINT_WAV', count: 1 }]);
    // Repaired, it goes on where it was.
    const repaired = testAlbum(8, [stereoWav(100, 98), stereoWav(100, 97)]);
    await desk.keep(userId, { ...repaired, audio: repaired.audio.slice(1) });
    await jobs.deliveries.deliver(userId, { id: ids[7] ?? '', bundle: repaired.bundle, stores: STORES });
    expect((await desk.untilEnd(jobs, userId, ids[7] ?? '')).state).toBe('delivered');
    expect(
      [...fuga.catalogue.assets.values()].filter(({ audio }) => audio?.md5 === md5Of(repaired.audio[1] ?? floatWav())),
    ).toHaveLength(1);
    expect(fuga.catalogue.products.size).toBe(20);
  });

  it('rests, goes on, and keeps the order it is given', async () => {
    const ids = [await queue(31), await queue(32), await queue(33)];
    await jobs.deliveries.arrange(userId, { isPaused: true, order: [ids[2] ?? '', ids[0] ?? ''] });
    await jobs.queue.start();
    await jobs.queue.idle();
    expect(fuga.catalogue.products.size).toBe(0);
    await jobs.deliveries.arrange(userId, { isPaused: false });
    for (const id of ids) await desk.untilEnd(jobs, userId, id);
    expect(titles()).toEqual(['Album 33', 'Album 31', 'Album 32']);
  });

  it('takes down and sends again only what is delivered, and writes down who asked', async () => {
    const id = await queue(41);
    await expect(jobs.deliveries.takeDown(userId, id)).rejects.toMatchObject({ code: 'delivery.state' });
    await jobs.queue.start();
    expect((await desk.untilEnd(jobs, userId, id)).state).toBe('delivered');
    await expect(jobs.deliveries.remove(userId, id)).rejects.toMatchObject({ code: 'delivery.state' });
    fuga.misbehaviour.order('drop', /takedown/);
    await jobs.deliveries.takeDown(userId, id);
    expect((await desk.untilEnd(jobs, userId, id)).state).toBe('takenDown');
    expect(fuga.requests.filter((one) => one.endsWith('takedown'))).toHaveLength(1);
    const { bundle } = testAlbum(41);
    const changed = { ...bundle, release: { ...bundle.release, title: 'New title' } };
    await jobs.deliveries.redeliver(userId, id, changed);
    expect((await desk.untilEnd(jobs, userId, id)).state).toBe('delivered');
    expect(titles()).toEqual(['New title']);
    await jobs.deliveries.redeliver(userId, id);
    expect((await desk.untilEnd(jobs, userId, id)).state).toBe('delivered');
    expect(fuga.requests.filter((one) => one.endsWith('/redeliver'))).toHaveLength(1);
    const asked = (await eventsAfter(database.orm, userId, 0, 1_000)).filter(({ kind }) => kind === 'asked');
    expect(asked.map(({ data }) => data['intent'])).toEqual(['deliver', 'takedown', 'redeliver', 'redeliver']);
  });

  it('uses a recording that somebody else made as it is, and stops at another one under our ISRC', async () => {
    const album = testAlbum(71);
    const [first, second] = album.bundle.release.tracks.map(({ title, isrc }) => ({
      fields: { name: title, isrc, display_artist: 'ANNA  Probe', asset_version: '' },
      contributors: ['COMPOSER', 'LYRICIST'].map((role, one) => ({ id: 10 + one, person: 1, role })),
      ...{ publishers: [{ id: 20, house: 1, person: null }], performers: [] },
    }));
    const durations = album.audio.map((bytes) => (bytes.length - 44) / 176_400);
    const foreign = (id: number, one: typeof first, durationSec: number) => {
      if (!one) throw new Error('no track');
      const audio = { filename: 'master.wav', size: 1, md5: 'theirs', mimeType: 'audio/wav', readyAt: 0, durationSec };
      fuga.catalogue.assets.set(id, { ...one, id, audio });
      return fuga.catalogue.assets.get(id);
    };
    const same = foreign(1, first, (durations[0] ?? 0) + 1);
    const other = foreign(2, second, 200);
    const untouched = structuredClone([same, other]);
    const id = await queue(71, album);
    await jobs.queue.start();
    const stopped = await desk.untilEnd(jobs, userId, id);
    expect([stopped.state, stopped.failures]).toEqual([
      'failed',
      [
        {
          ...{ step: expect.stringMatching(/^recording:track-71-1:/), field: 'isrc', code: 'ISRC_OF_OTHER_RECORDING' },
          cause: '“Song 71.2” – ANNA  Probe, 3:20',
        },
      ],
    ]);
    expect([same, other]).toEqual(untouched);
    // With a code of its own the second track is ours; the first one stays as it was made.
    const tracks = album.bundle.release.tracks.map((track, at) =>
      at === 1 ? { ...track, isrc: 'AA6Q72699999' } : track,
    );
    const bundle = { ...album.bundle, release: { ...album.bundle.release, tracks } };
    await jobs.deliveries.deliver(userId, { id, bundle, stores: STORES });
    const end = await desk.untilEnd(jobs, userId, id);
    expect([end.state, end.failures]).toEqual(['delivered', []]);
    expect([same, other]).toEqual(untouched);
    expect([...fuga.catalogue.assets.values()].map(({ audio }) => audio?.md5)).toEqual([
      ...['theirs', 'theirs', md5Of(album.audio[1] ?? floatWav())],
    ]);
  });

  it('takes the recording of its own single for the album', async () => {
    const [song = stereoWav(1), more = stereoWav(1)] = testAlbum(81).audio;
    const single = await queue(81, testAlbum(81, [song]));
    await jobs.queue.start();
    expect((await desk.untilEnd(jobs, userId, single)).state).toBe('delivered');
    const before = structuredClone([...fuga.catalogue.assets.values()]);
    const album = testAlbum(82, [song, more]);
    const { isrc } = testAlbum(81).bundle.release.tracks[0] ?? { isrc: '' };
    // Its title is written in another way, but its bytes are those that were sent.
    const [track, ...rest] = album.bundle.release.tracks;
    if (!track) throw new Error('no track');
    const tracks = [{ ...track, isrc, title: 'Song (as sung)' }, ...rest];
    const id = await queue(82, { ...album, bundle: { ...album.bundle, release: { ...album.bundle.release, tracks } } });
    expect((await desk.untilEnd(jobs, userId, id)).state).toBe('delivered');
    expect([...fuga.catalogue.assets.values()].slice(0, 1)).toEqual(before);
    expect([...fuga.catalogue.products.values()].map(({ assets }) => assets.length)).toEqual([1, 2]);
    expect(fuga.catalogue.assets.size).toBe(2);
  });

  it('waits for a code when the session of an account with a second step ends, and then goes on', async () => {
    await fuga.close();
    const totpSecret = Buffer.from('secret of the test');
    fuga = await startFuga({ clock, logins: [{ ...label, totpSecret }] });
    jobs = desk.process(distributor());
    expect((await jobs.accounts.connect(userId, label)).state).toBe('needsCode');
    const give = () => jobs.accounts.giveCode(userId, totp(totpSecret, clock.now()));
    expect((await give()).state).toBe('connected');
    fuga.misbehaviour.order('expire', /POST \/upload$/);
    const id = await queue(51);
    await jobs.queue.start();
    await jobs.queue.idle();
    expect((await jobs.accounts.status(userId)).state).toBe('needsCode');
    expect((await jobs.deliveries.detail(userId, id)).state).toBe('queued');
    await give();
    expect((await desk.untilEnd(jobs, userId, id)).state).toBe('delivered');
    expect(fuga.catalogue.products.size).toBe(1);
  });

  it('hands over to another distributor by the same steps, lost answers included', async () => {
    const second = new SecondDistributor();
    const other = desk.process(second);
    await other.accounts.connect(userId, { name: 'label', password: 'open sesame' });
    const album = testAlbum(61);
    await desk.keep(userId, album);
    const id = `${userId}-61`;
    second.lostAnswers = 5;
    await other.deliveries.deliver(userId, { id, bundle: album.bundle, stores: ['shop-a', 'shop-b'] });
    await other.queue.start();
    const end = await desk.untilEnd(other, userId, id);
    await other.queue.stop();
    expect([end.state, end.failures]).toEqual(['delivered', []]);
    expect([second.packages.size, second.works.size, second.parties.size]).toEqual([1, 2, 5]);
    expect([...second.works.values()].map(({ file }) => file?.md5)).toEqual(album.audio.map(md5Of));
  });

  it('keeps lists in versions, tells what changed, and goes back', async () => {
    const first = await jobs.reference.current(userId);
    expect(first.version).toBe(1);
    expect(first.lists['subgenres']).toHaveLength(45);
    expect(first.lists['stores']).toContainEqual({ id: '746109', name: 'Spotify' });
    await clock.sleep(86_400_000);
    expect(await jobs.reference.refreshOld(() => undefined)).toBeGreaterThanOrEqual(1);
    expect((await jobs.reference.current(userId)).version).toBe(1);
    fuga.catalogue.parties.labels.set(5, { id: 5, fields: { name: 'New label' }, identifiers: [] });
    expect((await jobs.reference.refresh(userId)).version).toBe(2);
    const { lists } = await jobs.reference.diff(userId, 1, 2);
    expect(lists).toEqual({ labels: { added: [{ id: '5', name: 'New label' }], removed: [], renamed: [] } });
    await jobs.reference.rollBack(userId, 1);
    expect((await jobs.reference.refresh(userId)).version).toBe(1);
    await expect(jobs.reference.rollBack(userId, 9)).rejects.toMatchObject({ code: 'http.not_found' });
  });
});
