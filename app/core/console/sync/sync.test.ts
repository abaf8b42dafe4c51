import { describe, expect, it } from 'vitest';
import { BLOCK } from '../block.ts';
import { Console } from '../console.ts';
import { evenGrid } from '../console.test.support.ts';
import { createPages } from '../source/page-memory.ts';
import { createStereo } from '../block.ts';
import { GridClock, type GridData } from './grid-clock.ts';
import { levelOf } from './sync.ts';

/** Low, so that half an hour takes seconds; sync then acts every 43 ms, less often than it does live. */
const RATE = 3000;

/** Beat of a grid at a time, told apart from the code under test. */
function beatOf({ segments }: GridData, seconds: number): number {
  const segment = segments.filter(({ timeSec }) => timeSec <= seconds).at(-1) ?? segments[0]!;
  return segment.beat + ((seconds - segment.timeSec) * segment.bpm) / 60;
}

/** A live drummer: the tempo wanders by up to 4 % from bar to bar. */
function drummer(bpm: number, seconds: number): GridData {
  const segments = [];
  for (let timeSec = 0, beat = 0, bar = 0; timeSec < seconds; bar++, beat += 4) {
    const now = bpm * (1 + 0.03 * Math.sin(bar / 7) + 0.01 * Math.sin(bar * 2.3));
    segments.push({ timeSec, bpm: now, beat });
    timeSec += (4 * 60) / now;
  }
  return { segments, beatsPerBar: 4, downbeat: 0 };
}

/** Largest phase error of B against A in ms, once they have been together for ten seconds. */
function worstPhase(a: GridData, b: GridData, minutes: number, tempo = 1): number {
  const console = new Console({ sampleRate: RATE, stretch: null });
  const frames = Math.round((minutes + 1) * 60 * RATE * 2.2);
  console.addSource(1, createPages(frames, RATE, 1), a);
  console.addSource(2, createPages(frames, RATE, 1), b);
  const rows = [
    ['A.load', 1],
    ['B.load', 2],
    ['A.tempo', tempo],
    ['B.seek', 3.3],
    ['A.play', 1],
  ] as const;
  for (const [control, value] of rows) console.add({ frame: 0, control, value });
  console.add({ frame: 4.2 * RATE, control: 'B.play', value: 1 });
  console.add({ frame: 6.1 * RATE, control: 'B.sync', value: 1 });
  const [master, phones] = [createStereo(), createStereo()];
  const [leader, follower] = [console.decks[0]!, console.decks[1]!];
  let worst = 0;
  for (let at = 0; at < minutes * 60 * RATE; at += BLOCK) {
    console.process(at, null, master, phones, BLOCK);
    if (at < 16 * RATE) continue;
    const own = b.segments.filter(({ timeSec }) => timeSec <= follower.positionSec).at(-1)!.bpm;
    const lead = a.segments.filter(({ timeSec }) => timeSec <= leader.positionSec).at(-1)!.bpm;
    const level = levelOf(lead, own);
    const away = beatOf(a, leader.positionSec) * level - beatOf(b, follower.positionSec);
    const step = level === 0.5 ? 0.5 : 1;
    const beats = away - Math.round(away / step) * step;
    worst = Math.max(worst, Math.abs((beats * 60_000) / (own * follower.motion.tempo)));
  }
  return worst;
}

describe('a follower', () => {
  it('of two constant tracks is within 5 ms over half an hour', () => {
    expect(worstPhase(evenGrid(126.017, 0.13), evenGrid(121.993, 0.31), 30)).toBeLessThan(1);
  });

  it.each([
    [174, 87.3],
    [70.2, 139],
    [128, 100],
  ])('goes at half or double where that is nearer: %f against %f', (a, b) => {
    expect(worstPhase(evenGrid(a), evenGrid(b, 0.2), 3, 1.02)).toBeLessThan(5);
  });

  it('keeps to a live drummer within 25 ms, whichever of the two is live', () => {
    expect(worstPhase(drummer(118, 600), evenGrid(120, 0.2), 5)).toBeLessThan(25);
    expect(worstPhase(evenGrid(120, 0.2), drummer(118, 900), 5)).toBeLessThan(25);
  });
});

it('levels', () => {
  expect(levelOf(174, 87)).toBe(0.5);
  expect(levelOf(87, 174)).toBe(2);
  expect(levelOf(128, 100)).toBe(1);
});

it('a nudge moves the follower against the leader, and there it stays', () => {
  const console = new Console({ sampleRate: RATE, stretch: null });
  const rows = [
    [0, 'A.load', 1],
    [0, 'B.load', 2],
    [0, 'A.play', 1],
    [0, 'B.play', 1],
    [0.5, 'B.sync', 1],
    [5, 'B.bend', 0.04],
    [6, 'B.bend', 0],
  ] as const;
  console.addSource(1, createPages(60 * RATE, RATE, 1), evenGrid(120));
  console.addSource(2, createPages(60 * RATE, RATE, 1), evenGrid(125));
  for (const [atSec, control, value] of rows) console.add({ frame: atSec * RATE, control, value });
  const [master, phones] = [createStereo(), createStereo()];
  for (let at = 0; at < 15 * RATE; at += BLOCK) console.process(at, null, master, phones, BLOCK);
  const [leader, follower] = [console.decks[0]!, console.decks[1]!];
  const ahead = follower.beat - leader.beat;
  expect(ahead - Math.round(ahead)).toBeCloseTo(0.04 * 2, 1);
});

it('the grid clock is its own inverse, over changes of tempo and beyond both ends', () => {
  const grid = drummer(100, 60);
  const clock = new GridClock(grid);
  for (const seconds of [-5, 0, 0.1, 31.7, 2, 59, 3, 100]) {
    expect(clock.timeOf(clock.beatAt(seconds))).toBeCloseTo(seconds, 9);
    expect(clock.beatAt(seconds)).toBeCloseTo(beatOf(grid, seconds), 9);
  }
});
