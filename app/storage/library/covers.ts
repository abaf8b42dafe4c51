import { createSHA256 } from 'hash-wasm';
import { openDb } from '../db/open.ts';

/** Keeps a cover picture once, named by its SHA-256, and returns the name. */
export async function putCover(image: Blob): Promise<string> {
  const hasher = await createSHA256();
  const hash = hasher.update(new Uint8Array(await image.arrayBuffer())).digest('hex');
  await (await openDb()).put('covers', image, hash);
  return hash;
}

export async function getCover(hash: string): Promise<Blob | undefined> {
  return (await openDb()).get('covers', hash);
}
