import {
  blockTypes,
  HASH_BYTES,
  HASHED_HEADER_BYTES,
  HEADER_BYTES,
  MAGIC,
  MAX_PAYLOAD_BYTES,
  VERSION,
  type Block,
  type BlockHash,
} from './format.ts';

/** The good part of one segment. */
export interface SegmentScan {
  readonly blocks: readonly Block[];
  /** Bytes of whole, unharmed, chained blocks from the start. */
  readonly goodBytes: number;
  /** Bytes after them: a torn last block, or damage and all that follows it. */
  readonly badBytes: number;
}

/**
 * Reads blocks from the start of a segment and stops at the first that is cut, changed, or not bound to the one before.
 *
 * @param bytes one segment; the returned payloads are views into it
 */
export function scanSegment(bytes: Uint8Array, hash: BlockHash): SegmentScan {
  const blocks: Block[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let previous: Uint8Array | null = null;
  for (;;) {
    const block = readBlock(bytes, view, at, previous, hash);
    if (block === null) return { blocks, goodBytes: at, badBytes: bytes.length - at };
    blocks.push(block);
    previous = bytes.subarray(at + HASHED_HEADER_BYTES, at + HEADER_BYTES);
    at = block.offset + block.payload.length;
  }
}

function readBlock(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  previous: Uint8Array | null,
  hash: BlockHash,
): Block | null {
  if (at + HEADER_BYTES > bytes.length) return null;
  if (view.getUint32(at, true) !== MAGIC || view.getUint8(at + 4) !== VERSION) return null;
  const type = blockTypes[view.getUint8(at + 5)];
  const payloadBytes = view.getUint32(at + 12, true);
  const offset = at + HEADER_BYTES;
  if (type === undefined || payloadBytes > MAX_PAYLOAD_BYTES || offset + payloadBytes > bytes.length) return null;
  if (previous !== null && !equal(bytes.subarray(at + 40, at + 40 + HASH_BYTES), previous)) return null;
  const payload = bytes.subarray(offset, offset + payloadBytes);
  const own = bytes.subarray(at + HASHED_HEADER_BYTES, offset);
  if (!equal(own, hash(bytes.subarray(at, at + HASHED_HEADER_BYTES), payload))) return null;
  return {
    type,
    sequence: view.getUint32(at + 8, true),
    firstFrame: view.getFloat64(at + 16, true),
    wallMs: view.getFloat64(at + 24, true),
    frames: view.getUint32(at + 32, true),
    offset,
    payload,
  };
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
