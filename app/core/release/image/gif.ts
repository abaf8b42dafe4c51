import { WindowedReader, type ByteSource } from '../../wav/source.ts';
import { unreadable, type ImageHead } from './head.ts';

const HEAD = 13;
/** Sub-blocks hold 255 bytes at most: enough for 250 MB. */
const MOST_BLOCKS = 1_000_000;
const [EXTENSION, IMAGE, TRAILER] = [0x21, 0x2c, 0x3b];
const GRAPHIC_CONTROL = 0xf9;

/**
 * Reads the blocks of a GIF up to its second picture or its end.
 *
 * @see GIF89a specification, CompuServe 1990
 */
export async function readGif(source: ByteSource): Promise<ImageHead> {
  const reader = new WindowedReader(source);
  const screen = await reader.view(0, HEAD);
  if (!screen) return unreadable;
  const [width, height] = [screen.getUint16(6, true), screen.getUint16(8, true)];
  const walk = await walkBlocks(reader, HEAD + tableBytes(screen.getUint8(10)));
  return {
    ...unreadable,
    width,
    height,
    bitsPerChannel: 8,
    colourSpace: 'indexed',
    hasAlpha: walk.hasAlpha,
    isAnimated: walk.pictures > 1,
    metadataBytes: walk.metadataBytes,
    isCorrupt: width === 0 || height === 0 || !walk.isWhole,
  };
}

/** Bytes of a colour table by the flags of the screen or a picture. */
const tableBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

async function walkBlocks(reader: WindowedReader, start: number) {
  const found = { pictures: 0, hasAlpha: false, metadataBytes: 0, isWhole: false };
  const budget = { left: MOST_BLOCKS };
  for (let at: number | null = start; at !== null && budget.left > 0;) {
    const kind: DataView | null = await reader.view(at, 1);
    const type = kind?.getUint8(0);
    if (type === TRAILER) return { ...found, isWhole: found.pictures > 0 };
    if (type === IMAGE) {
      // A second picture says all that there is to know.
      if (++found.pictures > 1) return { ...found, isWhole: true };
      const picture: DataView | null = await reader.view(at + 1, 9);
      if (!picture) return found;
      at = await afterSubBlocks(reader, at + 11 + tableBytes(picture.getUint8(8)), budget);
    } else if (type === EXTENSION) {
      const extension: DataView | null = await reader.view(at + 1, 3);
      if (!extension) return found;
      const isControl = extension.getUint8(0) === GRAPHIC_CONTROL;
      if (isControl && extension.getUint8(2) & 1) found.hasAlpha = true;
      const end: number | null = await afterSubBlocks(reader, at + 2, budget);
      if (!isControl && end !== null) found.metadataBytes += end - at;
      at = end;
    } else return found;
  }
  return found;
}

/** The place behind a chain of sub-blocks; null where the file ends before. */
async function afterSubBlocks(reader: WindowedReader, from: number, budget: { left: number }): Promise<number | null> {
  let at = from;
  for (; budget.left > 0; budget.left--) {
    const length = (await reader.view(at, 1))?.getUint8(0);
    if (length === undefined) return null;
    at += 1 + length;
    if (length === 0) return at;
  }
  return null;
}
