/** Bytes as Serato writes them. */
export const text = (value: string) => [...new TextEncoder().encode(value)];
export const uint32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
export const float32 = (value: number) => [...new Uint8Array(new Float32Array([value]).buffer)].toReversed();
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
export const markers = [
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
export const beats = [1, 0, ...uint32(2), ...float32(0.5), ...uint32(4), ...float32(2.5), ...float32(128), 0];

/** What {@link tag} says. */
export const expected = {
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
/** An ID3v2.3 tag as Serato leaves it in an MP3. */
export const tag = Uint8Array.from([...text('ID3'), 3, 0, 0, 0, 0, frames.length >> 7, frames.length & 127, ...frames]);
/** An object of Serato as Vorbis comments and MP4 have it. */
export const inText = (name: string, data: number[]) => base64(object(name, data).slice(1)).replace(/=+$/, '');
