import { AppError } from '#contracts/errors/app-error.ts';
import { formatOf, type Format } from '#core/exchange/formats.ts';
import type { ReadResult } from '#core/exchange/loss.ts';
import { decodeText } from '#core/exchange/text.ts';

/** Largest file that is read: the XML of a hundred thousand tracks with cues. */
const MOST_BYTES = 400_000_000;
/** Larger pieces would hold the page up. */
const PIECE = 128 * 1024;
/** Formats that are read whole, and may be in any old encoding, are never large. */
const MOST_LIST_BYTES = 100_000_000;

export interface ReadFile extends ReadResult {
  readonly format: Format;
}

/**
 * Reads a collection file of any format we know, a piece at a time.
 *
 * @throws AppError `exchange.unknown` when it is of none, `exchange.too_large`
 */
export async function readCollectionFile(file: File, onProgress: (share: number) => void): Promise<ReadFile> {
  const start = decodeText(new Uint8Array(await file.slice(0, 4096).arrayBuffer()));
  const format = formatOf(start, file.name);
  if (!format) throw new AppError('exchange.unknown');
  if (file.size > (format.holdsLists ? MOST_BYTES : MOST_LIST_BYTES)) throw new AppError('exchange.too_large');
  const reader = format.reader();
  if (!format.holdsLists) reader.write(decodeText(new Uint8Array(await file.arrayBuffer())));
  else {
    const decoder = new TextDecoder(start.includes('\0') ? 'utf-16le' : 'utf-8');
    for (let at = 0; at < file.size; at += PIECE) {
      const piece = await file.slice(at, at + PIECE).arrayBuffer();
      reader.write(decoder.decode(piece, { stream: true }));
      onProgress(at / file.size);
    }
  }
  const { collection, losses, isDamaged } = reader.end();
  const fileName = file.name.replace(/\.[^.]*$/, '');
  const lists = collection.lists.map((list) => (list.name ? list : { ...list, name: fileName }));
  return { format, collection: { ...collection, lists }, losses, isDamaged };
}
