import { WindowedReader, type ByteSource } from '../../wav/source.ts';
import { unreadable, type ImageHead } from './head.ts';
import { ICC_HEAD, iccName } from './icc.ts';

/** Start of frame, all codings; without DHT, JPG and DAC, which share its range. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
const isMetadata = (marker: number): boolean => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
const MOST_SEGMENTS = 4096;
/** How far from the end the mark of the end is looked for: cameras and phones append things. */
const TAIL = 65_536;
const ICC_PREFIX = 14;

/**
 * Reads the segments of a JPEG in front of its picture. Four components are CMYK, plain or as YCCK, whether or not an Adobe
 * segment says so.
 *
 * @see ITU-T T.81, annex B; Adobe technical note 5116
 */
export async function readJpeg(source: ByteSource): Promise<ImageHead> {
  const reader = new WindowedReader(source);
  let head = unreadable;
  let [at, metadataBytes, profile] = [2, 0, ''];
  for (let count = 0; count < MOST_SEGMENTS; count++) {
    const mark = await reader.view(at, 4);
    if (!mark || mark.getUint8(0) !== 0xff) break;
    const marker = mark.getUint8(1);
    // Filling bytes, and marks without a length.
    if (marker === 0xff || isBare(marker)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const length = mark.getUint16(2);
    if (length < 2 || marker === 0xd9) break;
    if (isMetadata(marker)) metadataBytes += length + 2;
    if (marker === 0xe2 && profile === '') profile = await profileIn(source, at + 4, length - 2);
    if (isFrame(marker)) head = await frameAt(reader, at + 4);
    if (marker === 0xda) {
      const isCorrupt = head.isCorrupt || !(await hasEnd(source));
      return { ...head, profile, metadataBytes, isCorrupt };
    }
    at += 2 + length;
  }
  return { ...head, profile, metadataBytes, isCorrupt: true };
}

async function frameAt(reader: WindowedReader, at: number): Promise<ImageHead> {
  const frame = await reader.view(at, 6);
  if (!frame) return unreadable;
  const [height, width, components] = [frame.getUint16(1), frame.getUint16(3), frame.getUint8(5)];
  return {
    ...unreadable,
    width,
    height,
    bitsPerChannel: frame.getUint8(0),
    colourSpace: ({ 1: 'grey', 3: 'rgb', 4: 'cmyk' } as const)[components] ?? 'unknown',
    isCorrupt: width === 0 || height === 0,
  };
}

/** Name of the profile in an APP2 segment; '' when it holds none, or not its beginning. */
async function profileIn(source: ByteSource, at: number, length: number): Promise<string> {
  const bytes = await source.read(at, Math.min(length, ICC_PREFIX + ICC_HEAD));
  const isProfile = String.fromCharCode(...bytes.subarray(0, 12)) === 'ICC_PROFILE\0' && bytes[12] === 1;
  return isProfile ? iccName(bytes.subarray(ICC_PREFIX)) : '';
}

async function hasEnd(source: ByteSource): Promise<boolean> {
  const from = Math.max(0, source.size - TAIL);
  const tail = await source.read(from, source.size - from);
  for (let i = tail.length - 2; i >= 0; i--) if (tail[i] === 0xff && tail[i + 1] === 0xd9) return true;
  return false;
}
