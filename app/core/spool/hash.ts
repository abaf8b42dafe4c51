import { createSHA256 } from 'hash-wasm';
import { HASH_BYTES, type BlockHash } from './format.ts';

/** SHA-256 cut to 128 bits; after the one-time load of its WASM it answers without waiting. About 26 µs a block. */
export async function createBlockHash(): Promise<BlockHash> {
  const hasher = await createSHA256();
  return (header, payload) => {
    hasher.init();
    hasher.update(header);
    hasher.update(payload);
    return hasher.digest('binary').subarray(0, HASH_BYTES);
  };
}
