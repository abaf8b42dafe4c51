import { fourCc, WindowedReader, type ByteSource } from '../../wav/source.ts';
import { unreadable, type ImageHead } from './head.ts';

const SIGNATURE = 8;
const MOST_CHUNKS = 100_000;
const metadata = new Set(['iCCP', 'eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME', 'sPLT', 'hIST', 'caBX']);
/** By colour type of IHDR. */
const spaces: Readonly<Record<number, ImageHead['colourSpace']>> = {
  0: 'grey',
  2: 'rgb',
  3: 'indexed',
  4: 'grey',
  6: 'rgb',
};

/**
 * Reads the chunks of a PNG or APNG up to its end.
 *
 * @see W3C Portable Network Graphics, third edition
 */
export async function readPng(source: ByteSource): Promise<ImageHead> {
  const reader = new WindowedReader(source);
  let head = unreadable;
  let [at, metadataBytes] = [SIGNATURE, 0];
  for (let count = 0; count < MOST_CHUNKS; count++) {
    const chunk = await reader.view(at, 8);
    if (!chunk) break;
    const [length, type] = [chunk.getUint32(0), fourCc(chunk, 4)];
    if (metadata.has(type)) metadataBytes += length;
    if (type === 'IHDR') head = await headAt(reader, at + 8);
    else if (type === 'tRNS') head = { ...head, hasAlpha: true };
    else if (type === 'acTL') head = { ...head, isAnimated: true };
    else if (type === 'sRGB') head = { ...head, profile: head.profile || 'sRGB' };
    else if (type === 'iCCP') head = { ...head, profile: await nameAt(reader, at + 8, length) };
    // Its length and check sum have to be there as well.
    else if (type === 'IEND') return { ...head, metadataBytes, isCorrupt: head.isCorrupt || at + 12 > source.size };
    at += 12 + length;
  }
  return { ...head, metadataBytes, isCorrupt: true };
}

async function headAt(reader: WindowedReader, at: number): Promise<ImageHead> {
  const head = await reader.view(at, 13);
  if (!head) return unreadable;
  const [width, height, type] = [head.getUint32(0), head.getUint32(4), head.getUint8(9)];
  return {
    ...unreadable,
    width,
    height,
    bitsPerChannel: head.getUint8(8),
    colourSpace: spaces[type] ?? 'unknown',
    hasAlpha: type === 4 || type === 6,
    isCorrupt: width === 0 || height === 0 || spaces[type] === undefined,
  };
}

/** A Latin-1 name of at most 79 bytes, ended by 0. */
async function nameAt(reader: WindowedReader, at: number, length: number): Promise<string> {
  const view = await reader.view(at, Math.min(80, length));
  let name = '';
  for (let i = 0; i < (view?.byteLength ?? 0); i++) {
    const code = view?.getUint8(i) ?? 0;
    if (code === 0) break;
    name += String.fromCharCode(code);
  }
  return name;
}
