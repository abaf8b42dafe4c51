import { expect, test } from 'vitest';
import { ConsoleEngine } from '#audio/engine/console-engine.ts';
import type { TrackReader } from '#audio/engine/track-reader.ts';
import { wavHead } from '#workers/import/import.test.support.ts';
import { DeckReader } from '#workers/deck-audio/reader.ts';

/** Reads a file itself, as the worker does. */
function readerOf(blob: Blob): TrackReader {
  let reader: DeckReader | null = null;
  return {
    async open(_, onFailure) {
      reader = await DeckReader.open(blob, onFailure);
      return reader.memory;
    },
    ensure: async (frame) => reader?.ensure(frame),
    keep: async (frames) => reader?.keep(frames),
    close: async () => reader?.close(),
  };
}

const RATE = 44_100;

/** Five minutes of a tone, mono: no read ahead comes near its end. */
function longTone(hz: number): Blob {
  const second = Int16Array.from({ length: RATE }, (_, i) => 8000 * Math.sin((2 * Math.PI * hz * i) / RATE));
  return new Blob([wavHead(300 * RATE, RATE, 1), ...Array.from({ length: 300 }, () => second)], { type: 'audio/wav' });
}

/** A file whose disk can be made to fail. */
function onBadDisk(blob: Blob): { readonly blob: Blob; fail: () => void } {
  const slice = blob.slice.bind(blob);
  let isGone = false;
  blob.slice = (from = 0, to) => {
    if (isGone) throw new DOMException('gone', 'NotReadableError');
    return slice(from, to);
  };
  return { blob, fail: () => (isGone = true) };
}

test('a file that gives way in mid-play stops its deck where it ends, and the other deck goes on', async () => {
  const good = longTone(441);
  const { blob: bad, fail } = onBadDisk(longTone(300));
  const engine = await ConsoleEngine.open((id) => readerOf(id === 'A' ? bad : good));
  const [a, b] = [engine.deck('A'), engine.deck('B')];
  const failures: { readonly code: string; readonly fromSec: number }[] = [];
  a.whenFailed = ({ code }, fromSec) => failures.push({ code, fromSec });
  b.whenFailed = ({ code }, fromSec) => failures.push({ code, fromSec });
  const track = { id: '', blobHash: '', title: '', artist: '' };
  await Promise.all([a.load(track), b.load(track)]);
  await engine.resume();
  a.play();
  b.play();
  await expect.poll(() => a.state.positionSec, { timeout: 5000 }).toBeGreaterThan(0.5);
  fail();
  // Far from what has been decoded already.
  a.seek(280);
  await expect.poll(() => failures[0], { timeout: 5000 }).toMatchObject({ code: 'import.corrupt' });
  expect(Math.abs(failures[0]!.fromSec - 280)).toBeLessThan(1);
  await expect.poll(() => a.state.playing, { timeout: 5000 }).toBe(0);
  const before = b.state.positionSec;
  await expect.poll(() => b.state.positionSec - before, { timeout: 5000 }).toBeGreaterThan(0.5);
  expect([b.state.playing, b.state.missedFrames]).toEqual([1, 0]);
  // What had been decoded still plays.
  a.seek(1);
  a.play();
  const isOnItsWay = () => a.state.positionSec > 1.3 && a.state.positionSec < 20;
  await expect.poll(isOnItsWay, { timeout: 5000 }).toBe(true);
  await engine.context.close();
});
