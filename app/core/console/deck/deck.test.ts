import { describe, expect, it } from 'vitest';
import {
  evenGrid,
  events,
  noise,
  RATE,
  render,
  residue,
  roughness,
  sine,
  source,
  stretch,
} from '../console.test.support.ts';
import { OfflineRender } from '../render.ts';
import { BLOCK } from '../block.ts';
import type { ConsoleEvent } from '../events.ts';
import type { GridData } from '../sync/grid-clock.ts';
import { levelAt } from '../console.test.support.ts';

const FADE = Math.ceil(0.004 * RATE);

/** A track whose sample is its place: a ramp from 0 to 1. */
const ramp = (seconds: number): Float32Array =>
  Float32Array.from({ length: Math.round(seconds * RATE) }, (_, i) => i / (seconds * RATE));

/** Runs deck A and tells its state at some times, without looking at the sound. */
function runs(moves: readonly ConsoleEvent[], times: readonly number[], seconds = 60, grid: GridData | null = null) {
  const sources = [source(1, new Float32Array(Math.round(seconds * RATE)), grid)];
  const { console, next } = bound(new OfflineRender({ sampleRate: RATE, stretch, sources, events: moves }));
  const deck = console.decks[0]!;
  return times.map((time) => {
    while (console.now + BLOCK <= time * RATE) next();
    return {
      at: console.now / RATE,
      position: deck.positionSec,
      playing: deck.isPlaying,
      previewing: deck.isPreviewing,
    };
  });
}

const bound = (offline: OfflineRender) => ({ console: offline.console, next: () => offline.next() });

describe('the cue button', () => {
  const load = [0, 'A.load', 1] as const;

  it('sets the point while the deck stands elsewhere, plays while held on it, and goes back', () => {
    const moves = events(
      load,
      [0, 'A.seek', 5],
      [0.1, 'A.cue', 1],
      [0.2, 'A.cue', 0],
      [0.3, 'A.cue', 1],
      [1, 'A.cue', 0],
    );
    const [set, held, back] = runs(moves, [0.25, 0.9, 1.1]);
    expect(set).toMatchObject({ position: 5, playing: false, previewing: false });
    expect(held).toMatchObject({ previewing: true });
    expect(held!.position).toBeCloseTo(5 + held!.at - 0.3, 3);
    expect(back).toMatchObject({ position: 5, playing: false, previewing: false });
  });

  it('hands over to play, and brings a deck that plays back to the point', () => {
    const moves = events(load, [0.1, 'A.cue', 1], [0.3, 'A.play', 1], [0.4, 'A.cue', 0], [2, 'A.cue', 1]);
    const [on, back] = runs(moves, [1.5, 2.1]);
    expect(on!.playing).toBe(true);
    expect(on!.position).toBeCloseTo(on!.at - 0.1, 3);
    expect(back).toMatchObject({ position: 0, playing: false });
  });

  it('does nothing without a track', () => {
    expect(runs(events([0, 'A.play', 1], [0.1, 'A.cue', 1], [0.2, 'A.touch', 1]), [0.5])[0]).toMatchObject({
      playing: false,
      previewing: false,
    });
  });
});

describe('the end', () => {
  it('stops the deck there, play begins again from the start, and repeat goes on by itself', () => {
    const ended = runs(events([0, 'A.load', 1], [0, 'A.play', 1], [2, 'A.play', 1]), [1.5, 2.5], 1);
    expect(ended[0]).toMatchObject({ position: 1, playing: false });
    expect(ended[1]).toMatchObject({ playing: true });
    const again = runs(events([0, 'A.load', 1], [0, 'A.repeat', 1], [0, 'A.play', 1]), [2.25], 1)[0]!;
    expect(again.playing).toBe(true);
    expect(again.position).toBeCloseTo(again.at - 2, 3);
  });

  it('a track that runs backwards stops at its start', () => {
    const moves = events([0, 'A.load', 1], [0, 'A.seek', 0.5], [0, 'A.reverse', 1], [0, 'A.play', 1]);
    expect(runs(moves, [1])[0]).toMatchObject({ position: 0, playing: false });
  });
});

describe('speed', () => {
  it('is what tempo and bend say, to the sample, forwards and backwards', () => {
    const moves = events(
      ...([
        [0, 'A.load', 1],
        [0, 'A.tempo', 1.08],
        [0, 'A.play', 1],
        [0.5, 'A.bend', 0.02],
        [0.7, 'A.bend', 0],
      ] as const),
      ...([[1, 'A.reverse', 1]] as const),
    );
    const out = render([source(1, ramp(10))], moves, 1.4)[0];
    const place = (second: number) => (out[Math.round(second * RATE)] as number) * 10;
    expect(place(0.4)).toBeCloseTo(0.4 * 1.08, 4);
    expect(place(0.9)).toBeCloseTo(0.9 * 1.08 + 0.2 * 1.08 * 0.02, 4);
    expect(place(0.95) - place(0.9)).toBeCloseTo(0.05 * 1.08, 4);
    expect(place(1.3) - place(1.2)).toBeCloseTo(-0.1 * 1.08, 4);
  });

  it('resamples cleanly: a tone comes out as one tone, 80 dB above the rest', () => {
    const out = render(
      [source(1, sine(5000, 3, 0.5))],
      events([0, 'A.load', 1], [0, 'A.tempo', 1.06], [0, 'A.play', 1]),
      2,
    )[0];
    const tone = levelAt(5300, out, 0.5 * RATE, 1.5 * RATE);
    expect(tone).toBeCloseTo(0.5, 3);
    for (let hz = 100; hz < 20_000; hz += 233) {
      if (Math.abs(hz - 5300) > 20) expect(levelAt(hz, out, 0.5 * RATE, 1.5 * RATE) / tone).toBeLessThan(1e-4);
    }
  });

  it('brakes to a stand and spins up, a hand scratches, and the motor catches the platter', () => {
    const stand = runs(events([0, 'A.load', 1], [0, 'A.play', 1], [1, 'A.brake', 0.5]), [1.6, 2]);
    expect(stand[0]!.playing).toBe(false);
    expect(stand[0]!.position).toBeCloseTo(1.25, 2);
    expect(stand[1]!.position).toBe(stand[0]!.position);
    const spun = runs(events([0, 'A.load', 1], [0, 'A.spinUp', 0.5]), [1])[0]!;
    expect(spun.position).toBeCloseTo(0.25 + spun.at - 0.5, 2);
    const moves = events(
      ...([
        [0, 'A.load', 1],
        [0, 'A.seek', 10],
        [0, 'A.play', 1],
        [1, 'A.touch', 1],
        [1, 'A.scratch', -2],
      ] as const),
      ...([
        [1.5, 'A.scratch', 0],
        [2, 'A.touch', 0],
      ] as const),
    );
    const [scratched, held, caught] = runs(moves, [1.5, 1.9, 3]);
    expect(scratched!.position).toBeCloseTo(11 - 2 * (scratched!.at - 1), 1);
    expect(held!.position).toBeCloseTo(10, 1);
    expect(caught!.position - held!.position).toBeCloseTo(caught!.at - 2, 1);
  });
});

describe('loops', () => {
  it('have no step at the seam: a wave that fits goes on as if nothing was', () => {
    const wave = sine(441, 4, 0.8);
    const moves = events(
      ...([
        [0, 'A.load', 1],
        [0, 'A.loopFrom', 0.5],
        [0, 'A.loopTo', 1],
        [0, 'A.loop', 1],
        [0, 'A.play', 1],
      ] as const),
    );
    const out = render([source(1, wave)], moves, 3)[0];
    // 441 Hz turns every 100 samples; half a second holds 220.5 turns, so this loop flips the wave: a hard seam.
    expect(roughness(out)).toBeLessThan(0.02);
    const fitting = events(
      ...([
        [0, 'A.load', 1],
        [0, 'A.loopFrom', 0.5],
        [0, 'A.loopTo', 1.5],
        [0, 'A.loop', 1],
        [0, 'A.play', 1],
      ] as const),
    );
    const seamless = render([source(1, wave)], fitting, 3)[0];
    expect(residue(seamless, 0, wave, 0, 3 * RATE)).toBeLessThan(-120);
  });

  it('turn a thousand times without drifting', () => {
    const grid = evenGrid(127.3);
    const beat = 60 / 127.3;
    const moves = events([0, 'A.load', 1], [0, 'A.quantize', 1], [0, 'A.play', 1], [0.01, 'A.beatLoop', 1 / 8]);
    const [end] = runs(moves, [60], 10, grid);
    // 60 s hold 1018 turns of an eighth of a beat.
    const length = beat / 8;
    const wanted = end!.at % length;
    expect(Math.abs(end!.position - wanted)).toBeLessThan(1e-6);
  });

  it('catch from 1/32 to 64 beats at the beat where the deck quantises, halve, double, move and let go', () => {
    const grid = evenGrid(120);
    const base = events([0, 'A.load', 1], [0, 'A.quantize', 1], [0, 'A.play', 1]);
    for (const beats of [1 / 32, 1 / 4, 1, 4, 64]) {
      const [at] = runs([...base, ...events([2.1, 'A.beatLoop', beats])], [40], 60, grid);
      const start = Math.floor(4.2 / Math.min(1, beats) + 1e-9) * Math.min(1, beats) * 0.5;
      expect(at!.position).toBeGreaterThanOrEqual(start - 1e-9);
      expect(at!.position).toBeLessThanOrEqual(start + beats * 0.5 + 1e-9);
    }
    const four = [...base, ...events([2.1, 'A.beatLoop', 4])];
    const inside = (moves: readonly ConsoleEvent[], from: number, to: number) => {
      for (const { position } of runs([...four, ...moves], [8, 8.3, 8.7, 9.9], 60, grid)) {
        expect(position).toBeGreaterThanOrEqual(from - 0.004);
        expect(position).toBeLessThanOrEqual(to + 0.004);
      }
    };
    inside([], 2, 4);
    inside(events([3, 'A.loopScale', 0.5]), 2, 3);
    inside(events([3, 'A.loopScale', 2]), 2, 6);
    inside(events([3, 'A.loopMove', 2]), 3, 5);
    const [free] = runs([...four, ...events([3, 'A.loop', 0])], [10], 60, grid);
    expect(free!.position).toBeCloseTo(free!.at, 3);
  });

  it('in and out by hand, and back into the loop', () => {
    const moves = events(
      ...([
        [0, 'A.load', 1],
        [0, 'A.play', 1],
        [1, 'A.loopIn', 1],
        [2, 'A.loopOut', 1],
        [4.5, 'A.loop', 0],
      ] as const),
      ...([[6, 'A.loop', 1]] as const),
    );
    const [looping, left, again] = runs(moves, [3.5, 5.5, 6.5]);
    expect(looping!.position).toBeCloseTo(looping!.at - 2, 3);
    expect(left!.position).toBeCloseTo(left!.at - 3, 3);
    expect(again!.position).toBeGreaterThan(1);
    expect(again!.position).toBeLessThan(2);
  });
});

describe('slip', () => {
  it('returns within a sample of where it would be: after a loop roll, a scratch and a reverse', () => {
    const grid = evenGrid(120);
    const moves = events(
      ...([
        [0, 'A.load', 1],
        [0, 'A.tempo', 1.03],
        [0, 'A.play', 1],
        [1, 'A.roll', 0.25],
        [2, 'A.roll', 0],
      ] as const),
      ...([
        [3, 'A.slip', 1],
        [3.2, 'A.touch', 1],
        [3.2, 'A.scratch', -3],
        [3.6, 'A.touch', 0],
        [4, 'A.slip', 0],
      ] as const),
      ...([
        [5, 'A.slip', 1],
        [5, 'A.reverse', 1],
        [5.5, 'A.reverse', 0],
        [5.6, 'A.slip', 0],
      ] as const),
    );
    const [rolling, rolled, scratched, reversed] = runs(moves, [1.9, 2.5, 4.5, 6], 60, grid);
    expect(rolling!.position).toBeLessThan(1.2);
    for (const { position, at } of [rolled!, scratched!, reversed!]) {
      expect(Math.abs(position - at * 1.03)).toBeLessThan(0.001);
    }
  });
});

describe('jumps', () => {
  it('without quantise are at once, with it on the next beat, to the sample', () => {
    const track = noise(20);
    const grid = evenGrid(120);
    const at = 2.3;
    const free = events([0, 'A.load', 1], [0, 'A.play', 1], [at, 'A.hotCue', 10]);
    const plain = render([source(1, track, grid)], free, 4)[0];
    const frame = Math.round(at * RATE);
    expect(residue(plain, frame + FADE, track, 10 * RATE + FADE, 5000)).toBe(-Infinity);
    const exact = events([0, 'A.load', 1], [0, 'A.quantize', 1], [0, 'A.play', 1], [at, 'A.hotCue', 10]);
    const onBeat = render([source(1, track, grid)], exact, 4)[0];
    expect(residue(onBeat, 0, track, 0, 2.5 * RATE)).toBe(-Infinity);
    expect(residue(onBeat, 2.5 * RATE + FADE, track, 10 * RATE + FADE, 5000)).toBe(-Infinity);
  });

  it('pressed a little late still mean the beat before', () => {
    const moves = events([0, 'A.load', 1], [0, 'A.quantize', 1], [0, 'A.play', 1], [2.53, 'A.hotCue', 10]);
    const [after] = runs(moves, [3], 60, evenGrid(120));
    expect(after!.position).toBeCloseTo(10 + after!.at - 2.5, 3);
  });

  it('by beats keep the place within the beat, on grids whose tempo changes too', () => {
    const grid: GridData = {
      segments: [
        { timeSec: 0, bpm: 120, beat: 0 },
        { timeSec: 4, bpm: 90, beat: 8 },
      ],
      ...{ beatsPerBar: 4, downbeat: 0 },
    };
    const moves = events([0, 'A.load', 1], [0, 'A.play', 1], [2.25, 'A.beatJump', 8]);
    const [after] = runs(moves, [2.5], 60, grid);
    const landed = 4 + (12.5 - 8) * (60 / 90);
    expect(after!.position).toBeCloseTo(landed + after!.at - 2.25, 3);
  });
});
