import { WindowedReader, type ByteSource } from '../../wav/source.ts';
import { unreadable, type ImageHead } from './head.ts';

const MOST_ENTRIES = 300;
const [WIDTH, HEIGHT, BITS, PHOTOMETRIC, SAMPLES] = [256, 257, 258, 262, 277];
const spaces: Readonly<Record<number, ImageHead['colourSpace']>> = {
  0: 'grey',
  1: 'grey',
  2: 'rgb',
  3: 'indexed',
  5: 'cmyk',
  6: 'rgb',
};

/**
 * Size and colours of the first picture of a TIFF. Nobody takes them as covers, so that this is all there is to know.
 *
 * @see TIFF revision 6.0
 */
export async function readTiff(source: ByteSource): Promise<ImageHead> {
  const reader = new WindowedReader(source);
  const start = await reader.view(0, 8);
  if (!start) return unreadable;
  const little = start.getUint8(0) === 0x49;
  const at = start.getUint32(4, little);
  const count = (await reader.view(at, 2))?.getUint16(0, little) ?? 0;
  const tags = new Map<number, number>();
  for (let i = 0; i < Math.min(count, MOST_ENTRIES); i++) {
    const entry = await reader.view(at + 2 + 12 * i, 12);
    if (!entry) break;
    tags.set(entry.getUint16(0, little), await firstValue(reader, entry, little));
  }
  const [width, height] = [tags.get(WIDTH) ?? 0, tags.get(HEIGHT) ?? 0];
  const colourSpace = spaces[tags.get(PHOTOMETRIC) ?? -1] ?? 'unknown';
  return {
    ...unreadable,
    width,
    height,
    colourSpace,
    bitsPerChannel: tags.get(BITS) ?? 1,
    hasAlpha: colourSpace === 'rgb' && tags.get(SAMPLES) === 4,
    isCorrupt: width === 0 || height === 0,
  };
}

/** First value of an entry of shorts or longs; where several do not fit in it, they lie elsewhere. */
async function firstValue(reader: WindowedReader, entry: DataView, little: boolean): Promise<number> {
  const isShort = entry.getUint16(2, little) === 3;
  const isInside = entry.getUint32(4, little) * (isShort ? 2 : 4) <= 4;
  const at = isInside ? null : entry.getUint32(8, little);
  const view = at === null ? new DataView(entry.buffer, entry.byteOffset + 8, 4) : await reader.view(at, 4);
  if (!view) return 0;
  return isShort ? view.getUint16(0, little) : view.getUint32(0, little);
}
