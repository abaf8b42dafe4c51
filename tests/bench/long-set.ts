import type { Page } from 'playwright';
import type { SetBatch, SetEntry, SetRow } from '#contracts/records/set.ts';
import type { Track } from '#contracts/records/track.ts';
import type { BenchResult } from './run.ts';
import { importTracks, inDeckRoom } from './support/deck-room.ts';
import { rowsOf } from './support/in-page.ts';

const MINUTES = 32;
const TRACK_MINUTES = 4;
/** How long two tracks are heard together, s. */
const MIX_SEC = 30;
const RATE = 48_000;
const MB = 1e6;

/**
 * Renders a long set, two decks in turn with key lock and a filter, to a file, in the built app. `times_real_time`: how
 * fast; `disk_mb_most`: what the decoded tracks took on the disk at most, beside the rendered file; `mb_per_minute`: that
 * for a minute of the tracks that are on a deck together.
 *
 * @param args minutes of the set (32)
 */
export function run(args: string[]): Promise<BenchResult> {
  const minutes = Number(args[0] ?? MINUTES);
  const tracks = [
    { title: 'First song', seconds: 60 * TRACK_MINUTES + MIX_SEC, bpm: 120 },
    { title: 'Second song', seconds: 60 * TRACK_MINUTES + MIX_SEC, bpm: 122 },
  ];
  return inDeckRoom(
    async () => {},
    async (page, _browser, url, folder) => {
      await importTracks(page, url, folder, tracks);
      await writeSet(page, setOf(await rowsOf<Track>(page, 'tracks'), minutes));
      await page.goto(`${url}/decks/sets/long`);
      await page.getByRole('radio', { name: /Opus/ }).check();
      const before = await used(page);
      await page.getByRole('button', { name: 'Into the library' }).click();
      const status = page.getByText(/^Done, .* times as fast/);
      let most = 0;
      while (!(await status.isVisible())) {
        most = Math.max(most, (await used(page)) - before);
        await page.waitForTimeout(500);
      }
      const speed = Number(/[\d.]+/.exec((await status.textContent()) ?? '')?.[0]);
      const figures = {
        minutes,
        times_real_time: speed,
        disk_mb_most: Math.round(most / MB),
        mb_per_minute: Math.round((most / MB / (2 * (TRACK_MINUTES + MIX_SEC / 60))) * 10) / 10,
      };
      return { table: Object.entries(figures).map(([name, value]) => [name, String(value)]), figures };
    },
  );
}

const used = (page: Page) => page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);

/** A log as it is written while somebody plays: a track every four minutes, each mixed into the next. */
function setOf(tracks: readonly Track[], minutes: number): { row: SetRow; batch: SetBatch } {
  const named = tracks.map(({ id, blobHash, title, artist }) => ({ trackId: id, blobHash, title, artist, isrc: '' }));
  const entries: SetEntry[] = [];
  const at = (seconds: number, control: string, value: number) =>
    entries.push({ kind: 'move', frame: Math.round(seconds * RATE), control, value });
  for (let turn = 0; turn * TRACK_MINUTES < minutes; turn++) {
    const [deck, startSec] = [turn % 2 === 0 ? 'A' : 'B', turn * TRACK_MINUTES * 60];
    const track = named[turn % named.length] as (typeof named)[number];
    entries.push({ kind: 'source', id: turn + 1, track, grid: null });
    at(startSec, `${deck}.load`, turn + 1);
    at(startSec, `${deck}.tempo`, 1.02);
    at(startSec, `${deck}.keyLock`, 1);
    at(startSec, `${deck}.play`, 1);
    for (let step = 0; step <= MIX_SEC; step++) at(startSec + step, `${deck}.fader`, step / MIX_SEC);
    at(startSec + MIX_SEC, `${deck}.filter`, 0.2);
  }
  const frames = minutes * 60 * RATE;
  const row: SetRow = {
    ...{ id: 'long', name: 'Long set', startedAt: 1, endedAt: 2, sampleRate: RATE, firstFrame: 0, settledFrame: 0 },
    ...{ endFrame: frames, tracks: named, version: 0, versions: [{ version: 0, createdAt: 1 }], deletedAt: null },
  };
  return { row, batch: { setId: 'long', version: 0, sequence: 0, entries } };
}

const writeSet = (page: Page, set: ReturnType<typeof setOf>) =>
  page.evaluate(
    ({ row, batch }) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open('wavefoundry');
        open.addEventListener('error', () => reject(open.error));
        open.addEventListener('success', () => {
          const change = open.result.transaction(['sets', 'setLog'], 'readwrite');
          change.objectStore('sets').put(row);
          change.objectStore('setLog').put(batch);
          change.addEventListener('complete', () => resolve());
          change.addEventListener('error', () => reject(change.error));
        });
      }),
    set,
  );
