import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { BATCH_FRAMES, createRing } from './layout.ts';
import { RingReader, type RingItem } from './reader.ts';
import { RingWriter } from './writer.ts';

const QUANTUM = 128;

/** A quantum whose samples say where they stand in the stream; the second channel is the negative of the first. */
function quantum(position: number): Float32Array[] {
  const left = Float32Array.from({ length: QUANTUM }, (_, i) => (position + i) / 2 ** 24);
  return [left, left.map((x) => -x)];
}

function drain(reader: RingReader, partial: boolean): RingItem[] {
  const items: RingItem[] = [];
  for (let item = reader.next(partial); item; item = reader.next(partial)) {
    if (item.kind === 'frames') {
      items.push({ ...item, channels: item.channels.map((channel) => channel.slice()) });
      reader.release(item.frames);
    } else items.push(item);
  }
  return items;
}

test('whatever the rhythm of writing and reading, frames come in order and every dropped one is counted in its place', () => {
  const steps = fc.array(fc.record({ write: fc.nat(40), partial: fc.boolean() }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(steps, (rhythm) => {
      const memory = createRing(2, 8 * BATCH_FRAMES, 0.5);
      const writer = new RingWriter(memory);
      const reader = new RingReader(memory);
      let offered = 0;
      let expected = 0;
      const check = (item: RingItem) => {
        if (item.kind === 'overrun') expected += item.frames;
        if (item.kind !== 'frames') return;
        const [left, right] = item.channels;
        const isNext = (x: number, i: number) => x === (expected + i) / 2 ** 24 && right?.[i] === -x;
        expect(left?.every(isNext)).toBe(true);
        expected += item.frames;
      };
      for (const { write, partial } of rhythm) {
        for (let i = 0; i < write; i++, offered += QUANTUM) writer.push(quantum(offered), 1);
        for (const item of drain(reader, partial)) check(item);
      }
      writer.push(quantum(offered), 1);
      for (const item of drain(reader, true)) check(item);
      expect(expected).toBe(offered + QUANTUM);
    }),
  );
});

test('a full batch carries the time at which it began, and a stall stands exactly where it happened', () => {
  const memory = createRing(1, BATCH_FRAMES, 4);
  const writer = new RingWriter(memory);
  const reader = new RingReader(memory);
  const walls = [1000, 1002, 1005, 1008, 5000, 5002, 5005, 5008];
  for (const [i, wall] of walls.entries()) writer.push([new Float32Array(QUANTUM).fill(i)], wall);
  const items = drain(reader, false);
  expect(items.map((item) => [item.kind, item.position])).toEqual([
    ['frames', 0],
    ['stall', 4 * QUANTUM],
    ['frames', 4 * QUANTUM],
  ]);
  expect(items[1]).toMatchObject({ ms: 3992 });
  expect(items[0]).toMatchObject({ wallMs: 1000, frames: 4 * QUANTUM });
});

test('a part of a batch is handed out only when asked for', () => {
  const memory = createRing(1, BATCH_FRAMES, 2);
  new RingWriter(memory).push([new Float32Array(QUANTUM)], 7);
  const reader = new RingReader(memory);
  expect(drain(reader, false)).toEqual([]);
  expect(drain(reader, true)).toMatchObject([{ kind: 'frames', frames: QUANTUM, wallMs: 7 }]);
});

test('the reader wakes when a batch is full', async () => {
  const memory = createRing(1, BATCH_FRAMES, 2);
  const writer = new RingWriter(memory);
  const reader = new RingReader(memory);
  const woken = reader.wait(20_000);
  for (let i = 0; i < BATCH_FRAMES / QUANTUM; i++) writer.push([new Float32Array(QUANTUM)], i);
  await woken;
  expect(reader.available).toBe(BATCH_FRAMES);
});
