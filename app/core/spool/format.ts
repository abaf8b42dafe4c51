/**
 * The spool: how a take lies on disk while it grows. A take is a row of segments, a segment a row of blocks, a block a
 * header of {@link HEADER_BYTES} bytes and a payload. All numbers are little-endian.
 *
 *     0 u32 magic "WFS1"      16 f64 first frame of the take   40 16 bytes hash of the block before
 *     4 u8  version, u8 type  24 f64 wall clock, epoch ms      56 16 bytes hash of bytes 0..55 and the payload
 *     6 u16 zero              32 u32 frames                    72 payload
 *     8 u32 sequence          36 u32 zero
 *    12 u32 payload bytes
 *
 * Every segment starts with a `head` block whose payload is the whole {@link SpoolHead}, so that any surviving segment
 * tells what the take was. Audio payloads are interleaved signed 24-bit PCM. Other payloads are JSON.
 */
export const HEADER_BYTES = 72;
export const MAGIC = 0x31534657;
export const VERSION = 1;
export const HASH_BYTES = 16;
export const HASHED_HEADER_BYTES = HEADER_BYTES - HASH_BYTES;
/** No block is larger, so that a damaged length can never ask for absurd memory. */
export const MAX_PAYLOAD_BYTES = 1 << 20;

/** Block types by their number on disk. */
export const blockTypes = ['head', 'audio', 'marker', 'gap', 'pause', 'resume', 'end'] as const;
export type BlockType = (typeof blockTypes)[number];

/** What a block says before its payload. */
export interface BlockHeader {
  readonly type: BlockType;
  /** Counts all blocks of the take from 0, without holes. */
  readonly sequence: number;
  /** Position in the take, frames per channel. */
  readonly firstFrame: number;
  readonly wallMs: number;
  /** Frames per channel in the payload, 0 but in audio blocks. */
  readonly frames: number;
}

/** A block that was read and found whole. */
export interface Block extends BlockHeader {
  /** Offset of the payload in the segment. */
  readonly offset: number;
  readonly payload: Uint8Array;
}

/** Computes the 16 byte hash that seals a block. */
export type BlockHash = (header: Uint8Array, payload: Uint8Array) => Uint8Array;

export function writeHeader(target: Uint8Array, header: BlockHeader, payloadBytes: number, previous: Uint8Array): void {
  const view = new DataView(target.buffer, target.byteOffset, HEADER_BYTES);
  view.setUint32(0, MAGIC, true);
  view.setUint8(4, VERSION);
  view.setUint8(5, blockTypes.indexOf(header.type));
  view.setUint32(8, header.sequence, true);
  view.setUint32(12, payloadBytes, true);
  view.setFloat64(16, header.firstFrame, true);
  view.setFloat64(24, header.wallMs, true);
  view.setUint32(32, header.frames, true);
  target.set(previous, 40);
}
