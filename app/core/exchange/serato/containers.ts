import { ByteReader, looseBase64 } from './bytes.ts';

/** What Serato has written into a file, by name: `Serato Markers2`, `Serato BeatGrid`. */
export type SeratoBlobs = ReadonlyMap<string, Uint8Array>;

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 64));
const ascii = (bytes: Uint8Array, at: number, count: number): string => latin1(bytes.subarray(at, at + count));

/** Length of a whole ID3v2 tag in bytes, its head included; 0 where there is none. */
export function id3Length(head: Uint8Array): number {
  if (ascii(head, 0, 3) !== 'ID3' || head.length < 10) return 0;
  return 10 + syncSafe(head, 6);
}

const syncSafe = (bytes: Uint8Array, at: number): number =>
  [0, 1, 2, 3].reduce((sum, i) => sum * 128 + ((bytes[at + i] ?? 0) & 0x7f), 0);

/** The objects (`GEOB`) that an ID3v2.3 or 2.4 tag holds. */
export function seratoInId3(tag: Uint8Array): SeratoBlobs {
  const blobs = new Map<string, Uint8Array>();
  const version = tag[3] ?? 0;
  const flags = tag[5] ?? 0;
  // An extended head or bytes stuffed against false sync are rare, and never Serato's.
  if (id3Length(tag) === 0 || version < 3 || (flags & 0xc0) !== 0) return blobs;
  let at = 10;
  while (at + 10 <= tag.length) {
    const id = ascii(tag, at, 4);
    if (!/^[A-Z0-9]{4}$/.test(id)) break;
    const size = version === 4 ? syncSafe(tag, at + 4) : new ByteReader(tag.subarray(at + 4, at + 8)).uint32();
    if (size === 0 || at + 10 + size > tag.length) break;
    if (id === 'GEOB') addObject(tag.subarray(at + 10, at + 10 + size), blobs);
    at += 10 + size;
  }
  return blobs;
}

/** Encoding, MIME type, file name and description, then the bytes. */
function addObject(frame: Uint8Array, blobs: Map<string, Uint8Array>): void {
  const reader = new ByteReader(frame);
  // Text of two bytes a character is not Serato's.
  if (reader.byte() % 3 !== 0) return;
  reader.text();
  reader.text();
  const name = reader.text();
  if (name.startsWith('Serato ')) blobs.set(name, reader.slice(reader.left));
}

/** A value of a Vorbis comment or MP4 tag: base64 of a MIME type, an empty name, the name of the object, its bytes. */
export function seratoInText(texts: readonly string[]): SeratoBlobs {
  const blobs = new Map<string, Uint8Array>();
  for (const text of texts) {
    const reader = new ByteReader(looseBase64(text));
    reader.text();
    reader.text();
    const name = reader.text();
    if (name.startsWith('Serato ')) blobs.set(name, reader.slice(reader.left));
  }
  return blobs;
}

const OWNER = 'com.serato.dj';

/** Values that Serato has put into the free tags (`----`) of an MP4's `moov` box. */
export function seratoInMp4(moov: Uint8Array): SeratoBlobs {
  const texts: string[] = [];
  const owner = new TextEncoder().encode(OWNER);
  for (let at = indexOf(moov, owner, 0); at >= 0; at = indexOf(moov, owner, at + 1)) {
    // The boxes `name` and `data` follow the owner's.
    const name = boxAt(moov, at + owner.length, 'name');
    const data = name && boxAt(moov, name.end, 'data');
    if (data) texts.push(new TextDecoder('latin1').decode(moov.subarray(data.from + 8, data.end)));
  }
  return seratoInText(texts);
}

function boxAt(bytes: Uint8Array, at: number, type: string): { readonly from: number; readonly end: number } | null {
  const size = new ByteReader(bytes.subarray(at, at + 4)).uint32();
  if (ascii(bytes, at + 4, 4) !== type || size < 16 || at + size > bytes.length) return null;
  return { from: at + 8, end: at + size };
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(wanted[0] as number, from); at >= 0; at = bytes.indexOf(wanted[0] as number, at + 1)) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return -1;
}
