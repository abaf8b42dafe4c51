import { createMD5 } from 'hash-wasm';
import { READ_BYTES, readAhead } from './file-blocks.ts';

/** Says which share of a file is done. */
export type OnShare = (share: number) => void;

/** MD5 of a blob as hex. */
export async function md5Of(blob: Blob, onShare: OnShare): Promise<string> {
  const md5 = await createMD5();
  let read = 0;
  for await (const bytes of readAhead(blob, 0, blob.size, READ_BYTES)) {
    md5.update(bytes);
    onShare((read += bytes.length) / blob.size);
  }
  return md5.digest('hex');
}
