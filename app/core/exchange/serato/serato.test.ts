import fc from 'fast-check';
import { expect, test } from 'vitest';
import { id3Length, seratoInId3, seratoInMp4, seratoInText } from './containers.ts';
import { readSerato } from './read.ts';

const text = (value: string) => [...new TextEncoder().encode(value)];
const uint32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const float32 = (value: number) => [...new Uint8Array(new Float32Array([value]).buffer)].toReversed();
const entry = (name: string, data: number[]) => [...text(name), 0, ...uint32(data.length), ...data];
const base64 = (bytes: number[]) => btoa(String.fromCharCode(...bytes));

const cue = (slot: number, ms: number, [r, g, b]: [number, number, number], name: string) =>
  entry('CUE', [0, slot, ...uint32(ms), 0, r, g, b, 0, 0, ...text(name), 0]);
const loop = (slot: number, from: number, to: number, name: string) =>
  entry('LOOP', [
    ...[0, slot, ...uint32(from), ...uint32(to), 255, 255, 255, 255],
    ...[0, 0x27, 0xaa, 0xe1, 0, 0, ...text(name), 0],
  ]);

/** As Serato writes it: lines of 72 letters, no padding. */
const markers = [
  1,
  1,
  ...text(
    base64([
      ...[1, 1, ...entry('COLOR', [0, 255, 255, 255])],
      ...[...cue(0, 1500, [204, 0, 0], 'Drop'), ...cue(7, 61_250, [0, 0, 204], ''), ...loop(0, 4000, 8000, 'Lööp')],
      ...[...entry('BPMLOCK', [1]), 0],
    ])
      .replace(/=+$/, '')
      .replace(/.{72}/g, '$&\n'),
  ),
  0,
];
const beats = [1, 0, ...uint32(2), ...float32(0.5), ...uint32(4), ...float32(2.5), ...float32(128), 0];

const expected = {
  cues: {
    hotCues: [
      { slot: 0, timeSec: 1.5, name: 'Drop', colour: '#cc0000' },
      { slot: 7, timeSec: 61.25, name: '', colour: '#0000cc' },
    ],
    loops: [{ timeSec: 4, endSec: 8, slot: null, name: 'Lööp', colour: '#27aae1' }],
  },
  grid: {
    segments: [
      { timeSec: 0.5, bpm: 120 },
      { timeSec: 2.5, bpm: 128 },
    ],
    beatsPerBar: 4,
  },
};

const object = (name: string, data: number[]) => [
  0,
  ...text('application/octet-stream'),
  0,
  0,
  ...text(name),
  0,
  ...data,
];
const frame = (name: string, data: number[]) => {
  const body = object(name, data);
  return [...text('GEOB'), ...uint32(body.length), 0, 0, ...body];
};
const frames = [...frame('Serato Markers2', markers), ...frame('Serato BeatGrid', beats)];
const tag = Uint8Array.from([...text('ID3'), 3, 0, 0, 0, 0, frames.length >> 7, frames.length & 127, ...frames]);
const inText = (name: string, data: number[]) => base64(object(name, data).slice(1)).replace(/=+$/, '');

test('cues, loops and grid from ID3, Vorbis comments and MP4 are the same', () => {
  expect(id3Length(tag)).toBe(tag.length);
  expect(readSerato(seratoInId3(tag))).toMatchObject({ ...expected, losses: [] });
  const texts = [inText('Serato Markers2', markers), inText('Serato BeatGrid', beats)];
  expect(readSerato(seratoInText(texts))).toMatchObject(expected);
  const box = (type: string, data: number[]) => [...uint32(data.length + 8), ...text(type), ...data];
  const free = (name: string, value: string) =>
    box('----', [
      ...box('mean', [0, 0, 0, 0, ...text('com.serato.dj')]),
      ...box('name', [0, 0, 0, 0, ...text(name)]),
      ...box('data', [0, 0, 0, 1, 0, 0, 0, 0, ...text(value)]),
    ]);
  const moov = [...free('markersv2', texts[0] as string), ...free('beatgrid', texts[1] as string)];
  expect(readSerato(seratoInMp4(Uint8Array.from(moov)))).toMatchObject(expected);
});

test('whatever is cut off, overwritten or lies about its length is read without a throw', () => {
  fc.assert(
    fc.property(
      fc.nat(tag.length),
      fc.array(fc.tuple(fc.nat(tag.length - 1), fc.nat(255)), { maxLength: 20 }),
      (end, damage) => {
        const bytes = tag.slice(0, end);
        for (const [at, value] of damage) if (at < bytes.length) bytes[at] = value;
        const { cues } = readSerato(seratoInId3(bytes));
        for (const { slot } of cues.hotCues) expect(slot).toBeLessThan(8);
        readSerato(seratoInMp4(bytes));
      },
    ),
  );
  fc.assert(fc.property(fc.string(), (any) => void readSerato(seratoInText([any]))));
  const lying = Uint8Array.from([1, 0, 255, 255, 255, 255, ...float32(Number.NaN), ...float32(1e30)]);
  expect(readSerato(new Map([['Serato BeatGrid', lying]])).grid).toBeNull();
});
