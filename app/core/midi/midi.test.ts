import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { ControlBus } from '../controls/bus.ts';
import type { ControlId, SurfaceControl } from '../controls/controls.ts';
import { ddj400 } from './builtin/ddj-400.ts';
import { inpulse200 } from './builtin/inpulse-200.ts';
import { stepsOf } from './encoder.ts';
import { Learner, withBinding } from './learn.ts';
import { mappingFor, readMapping, writeMapping, type Binding, type Mapping } from './mapping.ts';
import { midiBytes, parseMidi } from './message.ts';
import { MidiSurface } from './surface.ts';

const bytes = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 6 }),
  fc.tuple(fc.integer({ min: 0x80, max: 0xef }), fc.integer({ min: 0, max: 127 }), fc.integer({ min: 0, max: 127 })),
);

describe('messages', () => {
  it('are read, and everything else is left alone', () => {
    expect(parseMidi([0x91, 0x0b, 100])).toEqual({ type: 'note', channel: 2, number: 11, value: 100 });
    expect(parseMidi([0x81, 0x0b, 64])).toEqual({ type: 'note', channel: 2, number: 11, value: 0 });
    expect(parseMidi([0xb6, 0x1f, 127])).toEqual({ type: 'cc', channel: 7, number: 31, value: 127 });
    expect(parseMidi([0xe0, 1, 64])).toEqual({ type: 'bend', channel: 1, number: 0, value: 8193 });
    for (const other of [[], [0xf8], [0x90], [0x90, 1], [0x90, 200, 1], [0xf0, 1, 2], [0xc0, 1, 2], [5, 6, 7]]) {
      expect(parseMidi(other), other.join()).toBeNull();
    }
  });

  it('of any bytes never throw, and what is read is written back', () => {
    fc.assert(
      fc.property(bytes, (data) => {
        const message = parseMidi(data);
        if (!message) return;
        expect(parseMidi(midiBytes(message))).toEqual(message);
        expect(message.channel).toBeGreaterThanOrEqual(1);
        expect(message.channel).toBeLessThanOrEqual(16);
      }),
    );
  });

  it('endless knobs are understood in three ways', () => {
    expect([1, 3, 127, 125].map((value) => stepsOf('twos', value))).toEqual([1, 3, -1, -3]);
    expect([65, 67, 63, 60, 64].map((value) => stepsOf('offset', value))).toEqual([1, 3, -1, -4, 0]);
    expect([1, 3, 65, 67].map((value) => stepsOf('sign', value))).toEqual([1, 3, -1, -3]);
  });
});

const cc = (number: number, value: number) => [0xb0, number, value];
const on = (number: number) => [0x90, number, 127];
const off = (number: number) => [0x80, number, 0];
const binding = (
  control: Binding['control'],
  source: Partial<Binding['source']>,
  how: Partial<Binding> = {},
): Binding => ({
  source: { type: 'note', channel: 1, number: 0, ...source },
  ...{ control, reads: 'value', layer: 'both' },
  ...how,
});
const mapping = (bindings: Binding[], lights: Mapping['lights'] = []): Mapping => ({
  ...{ format: 'wavefoundry-controller', version: 1, name: 'Test', devices: ['test'] },
  ...{ bindings, lights },
});

/** A surface whose every control is answered, and what arrives. */
function played(table: Mapping) {
  const bus = new ControlBus();
  const moves: [string, number][] = [];
  bus.provide(
    Object.fromEntries(
      ['A', 'B', 'C', 'D']
        .flatMap((deck) =>
          [
            'play',
            'cue',
            'start',
            'tempo',
            'volume',
            'jog.touch',
            'jog.turn',
            'filter',
            'hotcue.1',
            'hotcue.clear.1',
          ].map((name) => `deck.${deck}.${name}`),
        )
        .concat('mixer.crossfader', 'library.scroll', 'side.left', 'mixer.master')
        .map((id) => [id, (value: number) => moves.push([id, value])]),
    ) as Partial<Record<ControlId, (value: number) => void>>,
  );
  const sent: number[][] = [];
  const surface = new MidiSurface(table, bus, (message) => sent.push(message));
  return { bus, moves, sent, surface, hear: (...messages: number[][]) => messages.forEach((one) => surface.hear(one)) };
}

describe('a surface', () => {
  it('presses and lets go', () => {
    const { hear, moves } = played(mapping([binding('deck.left.play', { number: 11 })]));
    hear(on(11), off(11), off(11), [0x90, 11, 0]);
    expect(moves).toEqual([
      ['deck.A.play', 1],
      ['deck.A.play', 0],
    ]);
  });

  it('shift picks the other layer, and what went down in one comes up in it', () => {
    const { hear, moves } = played(
      mapping([
        binding('shift', { number: 63 }),
        binding('deck.left.hotcue.1', { number: 1 }, { layer: 'plain' }),
        binding('deck.left.hotcue.clear.1', { number: 1 }, { layer: 'shift' }),
      ]),
    );
    hear(on(1), on(63), off(1), on(1), off(63), off(1), on(1));
    expect(moves).toEqual([
      ['deck.A.hotcue.1', 1],
      ['deck.A.hotcue.1', 0],
      ['deck.A.hotcue.clear.1', 1],
      ['deck.A.hotcue.clear.1', 0],
      ['deck.A.hotcue.1', 1],
    ]);
  });

  it('a side that is swapped stands for the other deck, lamps included', () => {
    const light = {
      control: 'deck.left.play',
      target: { type: 'note', channel: 1, number: 11 },
      on: 127,
      off: 0,
    } as const;
    const { hear, moves, bus, sent } = played(
      mapping([binding('side.left', { number: 5 }), binding('deck.left.play', { number: 11 })], [light]),
    );
    bus.tell('deck.C.play', 1);
    expect(sent).toEqual([[0x90, 11, 0]]);
    hear(on(5), off(5), on(11));
    expect(moves.at(-1)).toEqual(['deck.C.play', 1]);
    expect(sent.at(-1)).toEqual([0x90, 11, 127]);
    bus.tell('deck.C.play', 0);
    expect(sent.at(-1)).toEqual([0x90, 11, 0]);
  });

  it('the middle of a fader of 7 bits is the middle of the control, its ends the ends', () => {
    const { hear, moves } = played(mapping([binding('mixer.crossfader', { type: 'cc', number: 8 })]));
    hear(cc(8, 0), cc(8, 64), cc(8, 127));
    expect(moves.map(([, value]) => value)).toEqual([-1, 0, 1]);
  });

  it('14 bits arrive as one place, coarse before fine', () => {
    const pair = { reads: 'pair', fine: 32 } as const;
    const { hear, moves } = played(mapping([binding('deck.A.tempo', { type: 'cc', number: 0 }, pair)]));
    hear(cc(0, 64), cc(32, 0), cc(0, 64), cc(32, 1), cc(0, 127), cc(32, 127));
    expect(moves.map(([, value]) => value)).toEqual([0, 0, expect.closeTo(1 / 8191, 9), 1]);
  });

  it('a knob moves its control only after it has met it', () => {
    const { hear, moves, bus } = played(mapping([binding('deck.A.volume', { type: 'cc', number: 7 })]));
    bus.tell('deck.A.volume', 0.8);
    hear(cc(7, 10), cc(7, 50), cc(7, 90));
    expect(moves).toEqual([]);
    hear(cc(7, 110));
    expect(moves).toHaveLength(1);
    bus.tell('deck.A.volume', moves[0]![1]);
    hear(cc(7, 20));
    expect(moves).toHaveLength(2);
    // Moved on the screen meanwhile: the knob has lost it.
    bus.tell('deck.A.volume', 0.9);
    hear(cc(7, 25));
    expect(moves).toHaveLength(2);
  });

  it('a platter counts in turns and may be touched', () => {
    const turn = binding(
      'deck.A.jog.turn',
      { type: 'cc', number: 34 },
      { reads: 'steps', encoding: 'offset', step: 1 / 720 },
    );
    const { hear, moves } = played(mapping([turn, binding('deck.A.jog.touch', { number: 54 })]));
    hear(on(54), cc(34, 66), cc(34, 63), cc(34, 64), off(54));
    expect(moves).toEqual([
      ['deck.A.jog.touch', 1],
      ['deck.A.jog.turn', 2 / 720],
      ['deck.A.jog.turn', -1 / 720],
      ['deck.A.jog.touch', 0],
    ]);
  });

  it('an endless knob moves a range from where it stands', () => {
    const { hear, moves, bus } = played(
      mapping([binding('deck.A.filter', { type: 'cc', number: 3 }, { reads: 'steps', encoding: 'twos', step: 0.1 })]),
    );
    bus.tell('deck.A.filter', 0.5);
    hear(cc(3, 127), cc(3, 20));
    expect(moves.map(([, value]) => value)).toEqual([expect.closeTo(0.4, 9), 1]);
  });

  it('closed, it holds nothing down and leaves no lamp on', () => {
    const light = {
      control: 'deck.A.play',
      target: { type: 'note', channel: 1, number: 11 },
      on: 127,
      off: 0,
    } as const;
    const { hear, moves, sent, surface, bus } = played(mapping([binding('deck.A.cue', { number: 1 })], [light]));
    bus.tell('deck.A.play', 1);
    hear(on(1));
    surface.close();
    expect(moves.at(-1)).toEqual(['deck.A.cue', 0]);
    expect(sent.at(-1)).toEqual([0x90, 11, 0]);
    bus.tell('deck.A.play', 0);
    expect(sent).toHaveLength(3);
  });

  it('takes any bytes under any built-in mapping, and every value it sends is in range', () => {
    const bus = new ControlBus();
    const send = vi.fn();
    bus.hear((_, value) => expect(Number.isFinite(value)).toBe(true));
    const surfaces = [ddj400, inpulse200].map((table) => new MidiSurface(table, bus, send));
    fc.assert(
      fc.property(bytes, (data) => surfaces.forEach((surface) => surface.hear(data))),
      { numRuns: 2000 },
    );
  });
});

describe('mappings as files', () => {
  it.each([ddj400, inpulse200])('the built-in one of $name is whole, and survives a trip through a file', (table) => {
    expect(readMapping(writeMapping(table))).toEqual({ mapping: table });
    const clashes = table.bindings.map(({ source, layer }) => JSON.stringify({ source, layer }));
    expect(new Set(clashes).size).toBe(clashes.length);
    for (const side of ['left', 'right'] as const) {
      const bound = new Set<string>(table.bindings.map(({ control }) => control));
      for (const name of ['play', 'cue', 'sync', 'tempo', 'volume', 'jog.turn', 'jog.touch', 'hotcue.4', 'load']) {
        expect(bound, `${side} ${name}`).toContain(`deck.${side}.${name}`);
      }
    }
  });

  it('are found by the name of the device', () => {
    expect(mappingFor('DDJ-400 MIDI 1', [inpulse200, ddj400])).toBe(ddj400);
    expect(mappingFor('djcontrol inpulse 200', [inpulse200, ddj400])).toBe(inpulse200);
    expect(mappingFor('Something else', [inpulse200, ddj400])).toBeNull();
  });

  it('with faults are refused with their places', () => {
    const bad = {
      ...mapping([binding('deck.A.play', {})]),
      bindings: [{ ...binding('deck.A.play', {}), control: 'deck.Z.fly' }],
    };
    const result = readMapping(JSON.stringify(bad));
    expect(result).toMatchObject({ faults: [{ path: expect.stringContaining('bindings.0.control') }] });
    expect(JSON.stringify(result)).toContain('deck.Z.fly');
    for (const text of ['', '{', '[]', 'null', '{"format":"other"}', ' '.repeat(600_000)]) {
      expect(readMapping(text), text.slice(0, 20)).toHaveProperty('faults');
    }
  });

  it('of any text never throw', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readMapping(text)));
  });
});

describe('learning', () => {
  const learn = (control: SurfaceControl, messages: number[][]): Binding | null => {
    const learner = new Learner(control);
    return messages.map((one) => learner.hear(one)).find((found) => found !== null) ?? null;
  };
  const sweep = (number: number) => Array.from({ length: 20 }, (_, i) => cc(number, 20 + i));

  it('a button is the first that goes down', () => {
    expect(learn('deck.left.play', [off(3), on(9)])).toMatchObject({
      source: { type: 'note', number: 9 },
      reads: 'value',
    });
  });

  it('a fader is told from a button that was touched on the way', () => {
    expect(learn('deck.left.volume', [on(4), ...sweep(7)])).toMatchObject({
      source: { type: 'cc', number: 7 },
      reads: 'value',
    });
  });

  it('a fader in two parts is found as one', () => {
    const messages = Array.from({ length: 12 }, (_, i) => [cc(19, 30 + i), cc(51, (i * 37) % 128)]).flat();
    expect(learn('deck.left.volume', messages)).toMatchObject({ source: { number: 19 }, reads: 'pair', fine: 51 });
  });

  it.each([
    ['twos', [1, 1, 2, 1, 1, 1, 127, 127]],
    ['offset', [65, 65, 66, 65, 63, 63, 63, 65]],
    ['sign', [65, 65, 66, 65, 1, 1, 2, 65]],
  ] as const)('a knob without ends is told by its counting: %s', (encoding, values) => {
    const control = encoding === 'sign' ? 'deck.left.jog.turn' : 'library.scroll';
    const found = learn(
      control,
      values.map((value) => cc(5, value)),
    );
    expect(found).toMatchObject({ source: { type: 'cc', number: 5 }, reads: 'steps' });
    if (encoding !== 'sign') expect(found?.encoding).toBe(encoding);
  });

  it('of any bytes never throws, and what it finds is a mapping', () => {
    fc.assert(
      fc.property(
        fc.array(bytes, { maxLength: 40 }),
        fc.constantFrom('deck.A.play', 'deck.A.volume', 'library.scroll'),
        (all, control) => {
          const found = learn(control as SurfaceControl, all);
          if (found) expect(readMapping(writeMapping(mapping([found])))).toHaveProperty('mapping');
        },
      ),
    );
  });

  it('a new binding takes the place of the old one on the same source', () => {
    const [one, other] = [binding('deck.A.play', { number: 1 }), binding('deck.A.cue', { number: 2 })];
    const added = binding('deck.A.start', { number: 1 }, { layer: 'plain' });
    expect(withBinding([one, other], added)).toEqual([other, added]);
  });
});
