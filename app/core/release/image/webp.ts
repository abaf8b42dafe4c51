import { fourCc, WindowedReader, type ByteSource } from '../../wav/source.ts';
import { unreadable, type ImageHead } from './head.ts';

/**
 * Size and kind of a WebP by its first chunk. Nobody takes them as covers, so that this is all there is to know.
 *
 * @see RFC 9649
 */
export async function readWebp(source: ByteSource): Promise<ImageHead> {
  const view = await new WindowedReader(source).view(0, 30);
  if (!view) return unreadable;
  const found = { ...unreadable, colourSpace: 'rgb', bitsPerChannel: 8, isCorrupt: false } as const;
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  switch (fourCc(view, 12)) {
    case 'VP8X': {
      const flags = view.getUint8(20);
      const size = { width: uint24(24) + 1, height: uint24(27) + 1 };
      return { ...found, ...size, hasAlpha: (flags & 0x10) !== 0, isAnimated: (flags & 0x02) !== 0 };
    }
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      const size = { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
      return { ...found, ...size, hasAlpha: ((bits >>> 28) & 1) === 1 };
    }
    case 'VP8 ':
      return { ...found, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    default:
      return unreadable;
  }
}
