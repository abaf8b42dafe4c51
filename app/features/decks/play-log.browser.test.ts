import { beforeEach, expect, it } from 'vitest';
import type { Track } from '#contracts/records/track.ts';
import { openDb } from '#storage/db/open.ts';
import { listPlays } from '#storage/plays/plays.ts';
import { PlayLog } from './play-log.ts';

const track = { id: 'one', title: 'Song', artist: 'Somebody', durationSec: 200 } as Track;

beforeEach(async () => (await openDb()).clear('plays'));

/** Looks 25 times a second from second `from` to `to` of the audio clock. */
function hear(log: PlayLog, from: number, to: number, isHeard = true): void {
  for (let now = from; now <= to + 1e-9; now += 0.04) log.look(now, isHeard);
}

it('a play counts after a quarter of a minute, and grows while it goes on', async () => {
  const log = new PlayLog('B', (error) => expect.fail(String(error)));
  log.load(track);
  hear(log, 0, 10);
  hear(log, 10.04, 60, false);
  await expect.poll(listPlays).toEqual([]);
  hear(log, 60.04, 70);
  await expect.poll(async () => (await listPlays()).length).toBe(1);
  const [play] = await listPlays();
  expect(play).toMatchObject({ trackId: 'one', title: 'Song', artist: 'Somebody', deck: 'B' });
  expect(Date.now() - play!.startedAt).toBeGreaterThan(14_900);
  hear(log, 70.04, 90);
  log.look(90.04, false);
  await expect.poll(async () => Math.round((await listPlays())[0]!.heardSec)).toBe(40);
});

it('what was only listened for a moment is no play; the next track is one of its own', async () => {
  const log = new PlayLog('A', (error) => expect.fail(String(error)));
  log.load(track);
  hear(log, 0, 12);
  log.load({ ...track, id: 'two' });
  hear(log, 25, 41);
  await expect.poll(async () => (await listPlays()).map(({ trackId }) => trackId)).toEqual(['two']);
  log.load({ ...track, id: 'two' });
  hear(log, 50, 66);
  await expect.poll(async () => (await listPlays()).length).toBe(2);
});
