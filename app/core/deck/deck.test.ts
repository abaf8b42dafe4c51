import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secondsLeft, step, type DeckEvent } from './control.ts';
import { bpmAt, clampTempo, faderGain, rateOf, tempoRanges } from './tempo.ts';
import { anchoredAt, isMoving, positionAt, stopped, timeOf, type Transport } from './transport.ts';

const time = fc.double({ min: 0, max: 1000, noNaN: true });
const position = fc.double({ min: 0, max: 300, noNaN: true });
const rate = fc.double({ min: 0.5, max: 1.5, noNaN: true });

const event: fc.Arbitrary<DeckEvent> = fc.oneof(
  fc.record({ type: fc.constantFrom('play', 'pause', 'cue-down', 'cue-up', 'end'), atSec: fc.constant(0) }),
  fc.record({
    type: fc.constant('seek'),
    atSec: fc.constant(0),
    positionSec: fc.double({ min: -50, max: 400, noNaN: true }),
  }),
  fc.record({ type: fc.constant('rate'), atSec: fc.constant(0), rate }),
);

/** Runs events a random time apart. */
function run(events: readonly (readonly [DeckEvent, number])[], start: Transport): { deck: Transport; now: number } {
  let now = 0;
  let deck = start;
  for (const [next, wait] of events) {
    now += wait;
    deck = step(deck, { ...next, atSec: now }).transport;
  }
  return { deck, now };
}

describe('the position', () => {
  it('moves with the clock at the rate, and stops at the end', () => {
    fc.assert(
      fc.property(position, rate, time, time, (from, speed, start, wait) => {
        const moving: Transport = { ...stopped(300, speed), mode: 'playing', positionSec: from, anchorSec: start };
        expect(positionAt(moving, start + wait)).toBeCloseTo(Math.min(300, from + wait * speed), 6);
      }),
    );
  });

  it('and the time of a position are each other’s inverse', () => {
    fc.assert(
      fc.property(position, rate, time, fc.double({ min: 0, max: 100, noNaN: true }), (from, speed, start, wait) => {
        const moving: Transport = { ...stopped(1000, speed), mode: 'playing', positionSec: from, anchorSec: start };
        expect(timeOf(moving, positionAt(moving, start + wait))).toBeCloseTo(start + wait, 6);
      }),
    );
    expect(timeOf(stopped(10), 5)).toBeNull();
  });

  it('is the same wherever the movement is told from', () => {
    fc.assert(
      fc.property(position, rate, time, time, (from, speed, first, second) => {
        const moving: Transport = { ...stopped(1e6, speed), mode: 'playing', positionSec: from };
        const later = first + second;
        expect(positionAt(anchoredAt(moving, first), later)).toBeCloseTo(positionAt(moving, later), 6);
      }),
    );
  });

  it('stays in a loop that it came to, and never leaves it', () => {
    const loop = fc
      .tuple(fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0.05, max: 20, noNaN: true }))
      .map(([startSec, length]) => ({ startSec, endSec: startSec + length }));
    fc.assert(
      fc.property(loop, rate, time, (range, speed, wait) => {
        const moving: Transport = { ...stopped(300, speed), mode: 'playing', positionSec: range.startSec, loop: range };
        const at = positionAt(moving, wait);
        expect(at).toBeGreaterThanOrEqual(range.startSec);
        expect(at).toBeLessThan(range.endSec + 1e-9);
      }),
    );
  });

  it('behind a loop plays on', () => {
    const loop = { startSec: 1, endSec: 2 };
    expect(positionAt({ ...stopped(300), mode: 'playing', positionSec: 5, loop }, 3)).toBe(8);
  });
});

describe('any sequence of presses', () => {
  const presses = fc.array(fc.tuple(event, fc.double({ min: 0, max: 40, noNaN: true })), { maxLength: 40 });

  it('keeps position and cue inside the track', () => {
    fc.assert(
      fc.property(presses, (events) => {
        const { deck, now } = run(events, stopped(120));
        for (const at of [positionAt(deck, now + 1), deck.cueSec]) {
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at).toBeLessThanOrEqual(120);
        }
      }),
    );
  });

  it('tells the audio to start, stop or change exactly when the transport says so', () => {
    fc.assert(
      fc.property(presses, (events) => {
        let deck = stopped(120);
        let sounds = false;
        let now = 0;
        for (const [next, wait] of events) {
          now += wait;
          const { transport, action } = step(deck, { ...next, atSec: now });
          expect(action?.type === 'rate' && !sounds).toBe(false);
          if (action?.type === 'start') sounds = true;
          if (action?.type === 'stop') sounds = false;
          expect(isMoving(transport)).toBe(sounds);
          deck = transport;
        }
      }),
    );
  });

  it('never moves the cue while the deck plays', () => {
    fc.assert(
      fc.property(presses, event, (events, last) => {
        const { deck, now } = run(events, stopped(120));
        const { cueSec } = step({ ...deck, mode: 'playing' }, { ...last, atSec: now }).transport;
        expect(cueSec).toBe(deck.cueSec);
      }),
    );
  });

  it('does not jump when the rate changes', () => {
    fc.assert(
      fc.property(presses, rate, time, (events, speed, wait) => {
        const { deck, now } = run(events, stopped(120));
        const at = now + wait;
        const { transport } = step(deck, { type: 'rate', rate: speed, atSec: at });
        expect(positionAt(transport, at)).toBeCloseTo(positionAt(deck, at), 9);
      }),
    );
  });
});

describe('the cue button', () => {
  const at = (atSec: number) => ({ atSec });

  it('sets the cue point while the deck stands elsewhere', () => {
    const moved = step(stopped(100), { type: 'seek', positionSec: 30, ...at(1) }).transport;
    const { transport, action } = step(moved, { type: 'cue-down', ...at(2) });
    expect(transport).toMatchObject({ mode: 'paused', cueSec: 30, positionSec: 30 });
    expect(action).toBeNull();
    expect(step(transport, { type: 'cue-up', ...at(2.2) }).action).toBeNull();
  });

  it('plays while held on the cue point, and goes back', () => {
    const { transport: held, action } = step(
      { ...stopped(100), cueSec: 30, positionSec: 30 },
      { type: 'cue-down', ...at(2) },
    );
    expect(held.mode).toBe('previewing');
    expect(action).toEqual({ type: 'start', positionSec: 30, rate: 1 });
    const released = step(held, { type: 'cue-up', ...at(4) });
    expect(released.transport).toMatchObject({ mode: 'paused', positionSec: 30 });
    expect(released.action).toEqual({ type: 'stop' });
  });

  it('hands over to play: letting go no longer stops', () => {
    const held = step({ ...stopped(100), cueSec: 30, positionSec: 30 }, { type: 'cue-down', ...at(2) }).transport;
    const playing = step(held, { type: 'play', ...at(3) });
    expect(playing.action).toBeNull();
    const released = step(playing.transport, { type: 'cue-up', ...at(5) });
    expect(released.transport.mode).toBe('playing');
    expect(positionAt(released.transport, 5)).toBeCloseTo(33, 9);
  });

  it('goes back to the cue point and stops while the deck plays', () => {
    const playing = step({ ...stopped(100), cueSec: 10, positionSec: 50 }, { type: 'play', ...at(0) }).transport;
    const { transport, action } = step(playing, { type: 'cue-down', ...at(7) });
    expect(transport).toMatchObject({ mode: 'paused', positionSec: 10, cueSec: 10 });
    expect(action).toEqual({ type: 'stop' });
  });
});

describe('the end', () => {
  it('is where the deck stops, and play begins again from the start', () => {
    const ended = step(step(stopped(60), { type: 'play', atSec: 0 }).transport, { type: 'end', atSec: 61 }).transport;
    expect(ended).toMatchObject({ mode: 'paused', positionSec: 60 });
    expect(step(ended, { type: 'play', atSec: 70 }).action).toEqual({ type: 'start', positionSec: 0, rate: 1 });
  });

  it('comes sooner when the deck runs faster', () => {
    const playing = step(stopped(60, 1.5), { type: 'play', atSec: 0 }).transport;
    expect(secondsLeft(playing, 0)).toBeCloseTo(40, 9);
    expect(secondsLeft(playing, 20)).toBeCloseTo(20, 9);
    expect(secondsLeft(stopped(60), 0)).toBeNull();
  });
});

describe('faders', () => {
  it('tempo stays in its range and on hundredths', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -200, max: 200, noNaN: true }),
        fc.constantFrom(...tempoRanges),
        (percent, range) => {
          const clamped = clampTempo(percent, range);
          expect(Math.abs(clamped)).toBeLessThanOrEqual(range);
          expect(Object.is(clamped, -0)).toBe(false);
          expect(Math.abs(clamped * 100 - Math.round(clamped * 100))).toBeLessThan(1e-9);
        },
      ),
    );
  });

  it('at rest changes nothing at all', () => {
    expect(rateOf(0)).toBe(1);
    expect(faderGain(1)).toBe(1);
    expect(faderGain(0)).toBe(0);
    expect(bpmAt(122.5, 0)).toBe(122.5);
    expect(bpmAt(null, 3)).toBeNull();
    expect(bpmAt(120, 8)).toBeCloseTo(129.6, 9);
  });
});
