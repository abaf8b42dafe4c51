import { quantise24 } from '../wav/pcm24.ts';
import {
  HASH_BYTES,
  HASHED_HEADER_BYTES,
  HEADER_BYTES,
  writeHeader,
  type BlockHash,
  type BlockType,
} from './format.ts';
import { encodePayload } from './head.ts';

/** Makes the blocks of one take, each bound to the one before by its hash. */
export class BlockChain {
  readonly #hash: BlockHash;
  #previous: Uint8Array = new Uint8Array(HASH_BYTES);
  #sequence = 0;
  #kept = { previous: this.#previous, sequence: 0 };

  constructor(hash: BlockHash) {
    this.#hash = hash;
  }

  /** Tells that all blocks made so far are on disk. */
  keep(): void {
    this.#kept = { previous: this.#previous, sequence: this.#sequence };
  }

  /** Forgets the blocks made since {@link keep}, because they did not reach the disk. */
  rewind(): void {
    this.#previous = this.#kept.previous;
    this.#sequence = this.#kept.sequence;
  }

  /**
   * @param firstFrame position in the take
   * @param channels planar samples, -1 to 1, all of the same length
   */
  audio(firstFrame: number, wallMs: number, channels: readonly Float32Array[]): Uint8Array {
    const frames = channels[0]?.length ?? 0;
    const block = new Uint8Array(HEADER_BYTES + frames * channels.length * 3);
    quantise24(channels, block.subarray(HEADER_BYTES));
    return this.#seal(block, 'audio', firstFrame, wallMs, frames);
  }

  /** A block of any other type with a JSON payload. */
  event(type: Exclude<BlockType, 'audio'>, firstFrame: number, wallMs: number, value: unknown): Uint8Array {
    const payload = encodePayload(value);
    const block = new Uint8Array(HEADER_BYTES + payload.length);
    block.set(payload, HEADER_BYTES);
    return this.#seal(block, type, firstFrame, wallMs, 0);
  }

  #seal(block: Uint8Array, type: BlockType, firstFrame: number, wallMs: number, frames: number): Uint8Array {
    const header = { type, sequence: this.#sequence, firstFrame, wallMs, frames };
    writeHeader(block, header, block.length - HEADER_BYTES, this.#previous);
    const hash = this.#hash(block.subarray(0, HASHED_HEADER_BYTES), block.subarray(HEADER_BYTES));
    block.set(hash, HASHED_HEADER_BYTES);
    this.#previous = hash;
    this.#sequence++;
    return block;
  }
}
