import { describe, expect, it } from 'vitest';
import { BLOCK } from '../console/block.ts';
import { evenGrid, noise, RATE, residue, sine, source, stretch } from '../console/console.test.support.ts';
import type { Control } from '../console/events.ts';
import { LiveSession } from './live.test.support.ts';
import { SetRender } from './render.ts';
import { samplesOf } from './score.ts';

/** What a render of a set gives, and what was heard while it was played. */
function rendered(live: LiveSession, index: number) {
  const document = live.document(index);
  const render = new SetRender(document, stretch);
  const out = new Float32Array(render.frames);
  const [left, right] = [new Float32Array(32 * BLOCK), new Float32Array(32 * BLOCK)];
  for (let at = 0; at < out.length;) {
    for (const id of render.loadsWithin(left.length)) render.give(live.sources.find((one) => one.id === id)!);
    const count = render.next(left, right);
    out.set(left.subarray(0, count), at);
    at += count;
  }
  return { document, out, heard: Float32Array.from(live.left.slice(document.firstFrame, document.endFrame)) };
}

const peak = (samples: Float32Array) => samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

const send = (live: LiveSession, ...moves: readonly (readonly [Control, number])[]) => {
  for (const [control, value] of moves) live.send(control, value);
};

const tracks = () => [
  source(1, noise(12, 1), evenGrid(120)),
  source(2, noise(12, 2), evenGrid(126, 0.1)),
  source(3, sine(220, 12, 0.4), evenGrid(87)),
];

/** As a page opens its console: everything is told where it stands. */
function open(live: LiveSession): void {
  send(live, ['A.assign', -1], ['B.assign', 1], ['mixer.curve', 3], ['mixer.crossfader', 0], ['A.keyLock', 1]);
  send(live, ['B.keyLock', 1], ['A.quantize', 1], ['B.quantize', 1]);
}

describe('a set that is rendered again', () => {
  it('is what was heard, sample for sample: two tracks, sync, key lock, filter, echo, a loop, a crossfade', () => {
    const live = new LiveSession(tracks());
    open(live);
    live.run(0.3);
    send(live, ['A.load', 1]);
    live.run(0.2);
    send(live, ['A.tempo', 1.03], ['A.play', 1]);
    live.run(1);
    send(live, ['B.load', 2], ['B.sync', 1], ['mixer.crossfader', -1]);
    live.run(0.21);
    send(live, ['B.play', 1], ['A.filter', 0.4], ['A.fx1.kind', 1], ['A.fx1.on', 1]);
    for (let step = 0; step <= 20; step++) {
      send(live, ['mixer.crossfader', -1 + step / 10], ['A.filter', 0.4 - step / 20]);
      live.run(0.05);
    }
    send(live, ['B.beatLoop', 1], ['A.play', 0]);
    live.run(1.1);
    send(live, ['B.loop', 0], ['B.bend', 0.02]);
    live.run(0.3);
    send(live, ['B.bend', 0], ['B.seek', 8.1]);
    live.run(1);
    live.finish();
    const { out, heard, document } = rendered(live, 0);
    expect(document.endFrame - document.firstFrame).toBeGreaterThan(4 * RATE);
    expect(peak(heard)).toBeGreaterThan(0.5);
    expect(residue(out, 0, heard, 0, out.length)).toBe(-Infinity);
  });

  it('has every pad hit at its frame: one-shots, holds, a loop, on the beat and at its tempo, with filter and effect', () => {
    const live = new LiveSession([...tracks(), source(4, noise(0.4, 4), evenGrid(60)), source(5, sine(700, 0.5, 0.3))]);
    open(live);
    send(live, ['S.pad1.load', 4], ['S.pad8.load', 5], ['S.pad8.mode', 2], ['S.pad1.sync', 1], ['S.assign', 1]);
    send(live, ['S.pad1.gain', 0.7], ['S.filter', 0.2], ['A.load', 1], ['B.load', 2], ['S.pad8.quantize', 1]);
    live.run(5);
    // A hit before the first play belongs to the set, since it still sounds in it.
    send(live, ['S.pad1.hit', 1]);
    live.run(0.1);
    send(live, ['A.tempo', 1.02], ['A.play', 1], ['S.fx1.kind', 1], ['S.fx1.on', 1]);
    for (let hit = 0; hit < 6; hit++) {
      live.run(0.13);
      send(live, ['S.pad8.hit', 1], ['S.pad1.hit', 1], ['mixer.crossfader', hit / 6]);
      live.run(0.21);
      send(live, ['S.pad1.mode', hit % 2], ['S.pad1.hit', 0], ['S.pad2.load', hit % 2 ? 4 : 5], ['S.pad2.hit', 1]);
    }
    live.run(1);
    live.finish();
    const { out, heard, document } = rendered(live, 0);
    expect(document.moves.filter(({ control }) => control.endsWith('.hit')).length).toBeGreaterThan(20);
    expect([...samplesOf(document).keys()].sort()).toEqual([4, 5]);
    expect(peak(heard)).toBeGreaterThan(0.5);
    expect(residue(out, 0, heard, 0, out.length)).toBe(-Infinity);
    const mute = document.moves.filter(({ control }) => !control.endsWith('.hit'));
    const without = new SetRender({ ...document, moves: mute }, stretch);
    for (const one of live.sources) without.give(one);
    const silent = new Float32Array(32 * BLOCK);
    without.next(silent, new Float32Array(32 * BLOCK));
    expect(residue(silent, 0, heard, 0, 5 * BLOCK)).toBeGreaterThan(-20);
  });

  it('knows what came before it: knobs, places between two frames, cue points, other sets', () => {
    const live = new LiveSession(tracks());
    open(live);
    send(live, ['A.load', 1], ['B.load', 3], ['A.tempo', 1.0371]);
    live.run(0.2);
    // Another set, which leaves everything in disorder.
    send(live, ['A.play', 1], ['B.sync', 1], ['A.fx2.kind', 3], ['A.fx2.on', 1], ['A.fx1.kind', 1]);
    send(live, ['A.fx1.on', 1], ['A.fx3.kind', 5], ['B.fx1.kind', 6], ['B.fx1.on', 1]);
    live.run(0.7);
    send(live, ['B.play', 1], ['B.bend', 0.03], ['A.filter', -0.3]);
    live.run(0.9);
    send(live, ['B.bend', 0], ['A.play', 0], ['A.high', 0.3], ['B.cue', 1], ['B.cue', 0], ['A.pitch', 2]);
    send(live, ['A.loopFrom', 1], ['A.loopTo', 1.5], ['A.cue', 1], ['A.cue', 0], ['A.filter', 0.5], ['A.low', 0.2]);
    live.run(1.234);
    live.finish();
    live.run(9);
    expect(live.sets).toHaveLength(1);
    // Hearing the cue point is no set yet, but its echo reaches into the set.
    send(live, ['A.cue', 1]);
    live.run(0.2);
    send(live, ['A.cue', 0]);
    live.run(0.1);
    send(live, ['A.cue', 1], ['A.fader', 0.8], ['A.fx3.on', 1]);
    live.run(0.13);
    send(live, ['A.play', 1], ['A.loop', 1], ['B.play', 1]);
    live.run(0.8);
    send(live, ['A.load', 2]);
    live.run(0.1);
    send(live, ['A.play', 1]);
    live.run(0.5);
    live.finish();
    expect(live.sets).toHaveLength(2);
    const { out, heard } = rendered(live, 1);
    expect(out.length).toBeGreaterThan(1.4 * RATE);
    expect(peak(heard)).toBeGreaterThan(0.1);
    expect(residue(out, 0, heard, 0, out.length)).toBeLessThan(-120);
    const first = rendered(live, 0);
    expect(residue(first.out, 0, first.heard, 0, first.out.length)).toBe(-Infinity);
  });

  it('reopened, a console stands where it stood when the set ended', () => {
    const live = new LiveSession(tracks());
    open(live);
    send(live, ['A.load', 1], ['A.tempo', 1.0213], ['A.play', 1]);
    live.run(0.7);
    send(
      live,
      ['B.load', 3],
      ['B.sync', 1],
      ['B.play', 1],
      ['B.low', 0.3],
      ['A.filter', -0.4],
      ['mixer.crossfader', 0.3],
    );
    live.run(0.6);
    send(live, ['B.play', 0], ['B.cue', 1], ['B.loopFrom', 2], ['B.loopTo', 2.5], ['A.play', 0], ['A.slip', 1]);
    live.run(0.3);
    live.finish();
    const again = new LiveSession(tracks());
    for (const { control, value } of live.document(0).after) again.send(control, value);
    again.run(0.3);
    expect(again.stand()).toEqual(live.stand());
    expect(live.stand().decks).toMatchObject([{ source: 1, slipping: 1 }, { source: 3, following: 1 }, {}, {}]);
  });

  it('begins with the first play and ends after a while without any movement, with room to ring out', () => {
    const live = new LiveSession(tracks(), 8000);
    open(live);
    send(live, ['A.load', 3]);
    live.run(1);
    expect(live.sets).toHaveLength(0);
    send(live, ['A.play', 1]);
    live.run(2);
    send(live, ['A.play', 0]);
    live.run(9);
    const [set] = live.sets;
    expect(live.sets).toHaveLength(1);
    expect((set!.endFrame - set!.firstFrame) / RATE).toBeCloseTo(5, 0);
    expect(set!.firstFrame % BLOCK).toBe(0);
    expect(set!.entries.filter(({ kind }) => kind === 'seen').length).toBeGreaterThanOrEqual(2);
  });
});
