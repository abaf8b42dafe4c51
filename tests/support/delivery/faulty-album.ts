import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, crc32 } from 'node:zlib';
import { buildWav } from '#core/wav/builder.test.support.ts';

const RATE = 44_100;
const SECONDS = 4;

/** Repeatable numbers from 0 to just under 1. */
function dice(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e37_79b9) >>> 0;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

/** Music of its own for every seed, the sides a little different: a melody over a bass, with air above. */
export function song(seed: number, { gain = 0.5, isMono = false } = {}): Float32Array<ArrayBuffer>[] {
  const roll = dice(seed);
  const notes = Array.from({ length: SECONDS * 4 }, () => 196 * 2 ** (Math.floor(24 * roll()) / 12));
  const sides = [0, 1].map(() => new Float32Array(SECONDS * RATE));
  for (let i = 0; i < SECONDS * RATE; i++) {
    const hertz = notes[Math.floor((4 * i) / RATE)] ?? 0;
    const time = i / RATE;
    const middle = Math.sin(2 * Math.PI * hertz * time) + 0.6 * Math.sin(Math.PI * hertz * 0.5 * time);
    for (const [side, plane] of sides.entries()) {
      const wide = isMono ? 0 : 0.3 * Math.sin(2 * Math.PI * hertz * (1.5 + side) * time) + 0.1 * (roll() - 0.5);
      plane[i] = 0.5 * gain * (middle + wide);
    }
  }
  return sides;
}

/** As 24-bit samples. */
export function pcm24(planes: readonly Float32Array[]): Uint8Array<ArrayBuffer> {
  const [first = new Float32Array()] = planes;
  const out = new Uint8Array(first.length * planes.length * 3);
  const view = new DataView(out.buffer);
  for (let i = 0, at = 0; i < first.length; i++) {
    for (const plane of planes) {
      const code = Math.round(Math.max(-1, Math.min(1, plane[i] ?? 0)) * 8_388_607);
      view.setInt16(at + 1, code >> 8, true);
      view.setUint8(at, code & 255);
      at += 3;
    }
  }
  return out;
}

/** As 32-bit floats. */
function float32(planes: readonly Float32Array[]): Uint8Array<ArrayBuffer> {
  const [first = new Float32Array()] = planes;
  const out = new Float32Array(first.length * planes.length);
  planes.forEach((plane, side) => plane.forEach((sample, i) => (out[i * planes.length + side] = sample)));
  return new Uint8Array(out.buffer);
}

const plain = (data: Uint8Array) => buildWav({ bits: 24, data });
const seconds = (count: number) => new Uint8Array(Math.round(count * RATE) * 6);
const joined = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
const loud = (plane: Float32Array) => plane.map((sample) => Math.max(-1, Math.min(1, 4 * sample)));

/** Silence around the sixth song, and what a repair leaves of it, seconds. */
const [HEAD, TAIL, HEAD_STAYS, TAIL_STAYS] = [1.5, 6, 0.2, 2];

/** One WAV of the album: the file as it came, and the good one that should take its place. */
interface Master {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What should be sent in the end; null where dither makes it: nobody else can say these bytes. */
  readonly sent: Uint8Array | null;
}

/** The float samples of the third song, which become 24-bit codes. */
export const floatSong = () => song(3);
const samples = (seed: number) => pcm24(song(seed));

/** Twelve masters, seven of which are faulty; the files of an eighth fault, the cover, are beside. */
export function masters(): Master[] {
  const titles = [
    'Dawn',
    'Harbour',
    'Float',
    'Glass',
    'Wrapped',
    'Hush',
    'Liar',
    'Torn',
    'Narrow',
    'Ember',
    'Twin',
    'Loud',
  ];
  const silent = joined(seconds(HEAD), samples(6), seconds(TAIL));
  const trimmed = joined(seconds(HEAD_STAYS), samples(6), seconds(TAIL_STAYS));
  const wrapped = buildWav({
    ...{ bits: 24, data: samples(5), extensible: { validBits: 24, mask: 3, subTag: 1 } },
    after: [['LIST', new Uint8Array(31)]],
  });
  const torn = buildWav({ bits: 24, data: samples(8), cutAt: 400_000 });
  const faulty: Readonly<Record<number, Uint8Array>> = {
    3: buildWav({ tag: 3, bits: 32, data: float32(floatSong()) }),
    5: wrapped,
    6: plain(silent),
    7: buildWav({ bits: 24, data: samples(7), statedRiff: 12 }),
    8: torn,
    9: plain(pcm24(song(9, { isMono: true }))),
    11: plain(samples(2)),
    12: plain(pcm24(song(12).map(loud))),
  };
  return titles.map((title, at) => {
    const number = at + 1;
    const bytes = faulty[number] ?? plain(samples(number));
    const sent = number === 3 ? null : number === 6 ? plain(trimmed) : number === 9 ? bytes : plain(samples(number));
    return { name: `${String(number).padStart(2, '0')}_${title}.wav`, bytes, sent };
  });
}

/** A JPEG in four inks, grey all over: every block says "as the one before" and "nothing more". */
export function cmykJpeg(side: number): Uint8Array {
  const segment = (marker: number, ...content: number[]) => [
    ...[0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255],
    ...content,
  ];
  const oneCode = (table: number) => [table, 1, ...Array.from({ length: 15 }, () => 0), 0];
  const inks = [1, 2, 3, 4];
  const blocks = Math.ceil(side / 8) ** 2 * inks.length;
  return joined(
    Uint8Array.from([
      ...[0xff, 0xd8],
      ...segment(0xee, ...Buffer.from('Adobe', 'latin1'), 0, 100, 0, 0, 0, 0, 0),
      ...segment(0xdb, 0, ...Array.from({ length: 64 }, () => 1)),
      ...segment(0xc0, 8, side >> 8, side & 255, side >> 8, side & 255, 4, ...inks.flatMap((ink) => [ink, 0x11, 0])),
      ...segment(0xc4, ...oneCode(0x00)),
      ...segment(0xc4, ...oneCode(0x10)),
      ...segment(0xda, 4, ...inks.flatMap((ink) => [ink, 0]), 0, 63, 0),
    ]),
    new Uint8Array(Math.ceil(blocks / 4)),
    Uint8Array.of(0xff, 0xd9),
  );
}

/** A colourful square PNG, sharp everywhere. */
export function colourPng(side: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(side * (3 * side + 1));
  const roll = dice(77);
  const tiles = Array.from({ length: 4096 }, () => 256 * roll());
  for (let y = 0, at = 0; y < side; y++) {
    at++;
    for (let x = 0; x < side; x++) {
      const tile = ((y / 50) & 63) * 64 + ((x / 50) & 63);
      for (let ink = 0; ink < 3; ink++) rows[at++] = tiles[(tile + 7 * ink) % 4096] ?? 0;
    }
  }
  const chunk = (type: string, data: Uint8Array) => {
    const body = joined(Buffer.from(type, 'latin1'), data);
    const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return joined(size, body, check);
  };
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return joined(
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', new Uint8Array()),
  );
}

/** Writes the folder as it came in the mail: twelve WAVs and a cover that no store takes. */
export function writeFaultyAlbum(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { name, bytes } of masters()) writeFileSync(join(folder, name), bytes);
  writeFileSync(join(folder, 'cover.jpg'), cmykJpeg(1000));
}
