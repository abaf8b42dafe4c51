import { fourCc, type WindowedReader } from './source.ts';

/** One chunk of a RIFF file as its header tells, and as it is. */
export interface Chunk {
  readonly id: string;
  /** Offset of its content. */
  readonly offset: number;
  /** What its header says, a 64-bit size of RF64 included. */
  readonly statedBytes: number;
  /** What of it is in the file. */
  readonly bytes: number;
}

/** The chunks of a file in their order, and what is wrong with their frame. */
export interface ChunkList {
  readonly chunks: readonly Chunk[];
  readonly hasBadPadding: boolean;
  /** A size that does not fit the file, or bytes between chunks that are none. */
  readonly hasLyingSizes: boolean;
}

/** 64-bit sizes that a `ds64` chunk gives: `data` in any case, others by a table. */
export type LongSizes = ReadonlyMap<string, number>;

const HEAD = 8;
/** Stands for "see `ds64`", and for "unknown" in what was written to a pipe. */
export const UNKNOWN_SIZE = 0xffff_ffff;
/** No real file has as many; a hostile one could hold millions. */
const MOST_CHUNKS = 2048;

const known = new Set([
  ...['fmt ', 'data', 'LIST', 'bext', 'fact', 'JUNK', 'junk', 'PAD ', 'FLLR', 'cue ', 'smpl', 'inst', 'plst', 'adtl'],
  ...['iXML', 'axml', 'chna', 'ds64', 'id3 ', 'ID3 ', 'PEAK', 'cart', '_PMX', 'acid', 'strc', 'levl', 'umid', 'minf'],
  ...['elm1', 'regn', 'LGWV', 'ResU', 'aXML', 'dbmd', 'sxml', 'Fake', 'afsp', 'bwfx'],
]);

/**
 * Walks along the chunks from an offset to the end of the file. Follows what is there where sizes or padding are wrong,
 * and never runs longer than the file is.
 */
export async function walkChunks(reader: WindowedReader, start: number, long: LongSizes): Promise<ChunkList> {
  const chunks: Chunk[] = [];
  let hasBadPadding = false;
  let hasLyingSizes = false;
  let at = start;
  while (at + HEAD <= reader.size && chunks.length < MOST_CHUNKS) {
    const head = await reader.view(at, HEAD);
    if (!head || plausibility(head) === 0) break;
    const id = fourCc(head, 0);
    const chunk = await chunkAt(reader, id, at + HEAD, statedSize(id, head.getUint32(4, true), long));
    chunks.push(chunk);
    if (chunk.bytes !== chunk.statedBytes) hasLyingSizes = true;
    const end = chunk.offset + chunk.bytes;
    const isOdd = chunk.bytes % 2 === 1;
    const isPadded = !isOdd || (await isPaddedAt(reader, end));
    if (!isPadded && chunk.bytes === chunk.statedBytes) hasBadPadding = true;
    at = end + (isOdd && isPadded ? 1 : 0);
  }
  return { chunks, hasBadPadding, hasLyingSizes: hasLyingSizes || at < reader.size };
}

const statedSize = (id: string, size: number, long: LongSizes): number =>
  size === UNKNOWN_SIZE ? (long.get(id) ?? size) : size;

async function chunkAt(reader: WindowedReader, id: string, offset: number, statedBytes: number): Promise<Chunk> {
  const left = reader.size - offset;
  // Written to a pipe, and never told how long it became.
  const isOpen = id === 'data' && statedBytes === 0 && left >= HEAD && !(await isChunkAt(reader, offset));
  return { id, offset, statedBytes, bytes: isOpen ? left : Math.min(statedBytes, left) };
}

async function isChunkAt(reader: WindowedReader, at: number): Promise<boolean> {
  const head = await reader.view(at, HEAD);
  return head !== null && plausibility(head) > 0;
}

/** Whether a chunk of odd length, which ends at `end`, has the padding byte that it needs. */
async function isPaddedAt(reader: WindowedReader, end: number): Promise<boolean> {
  if (end >= reader.size) return false;
  const padded = await reader.view(end + 1, HEAD);
  const bare = await reader.view(end, HEAD);
  if (!bare || !padded) return true;
  return plausibility(padded) >= plausibility(bare);
}

/** 2 for an id that is in use, 1 for one that could be, 0 for what is no chunk. */
function plausibility(head: DataView): 0 | 1 | 2 {
  if (known.has(fourCc(head, 0))) return 2;
  for (let i = 0; i < 4; i++) {
    const byte = head.getUint8(i);
    if (byte < 0x20 || byte > 0x7e) return 0;
  }
  return 1;
}
