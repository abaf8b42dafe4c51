import type { ByteSource } from '../../wav/source.ts';
import { readGif } from './gif.ts';
import { unreadable, type ImageHead } from './head.ts';
import { readJpeg } from './jpeg.ts';
import { readPng } from './png.ts';
import { readTiff } from './tiff.ts';
import { readWebp } from './webp.ts';

const readers: Readonly<Record<string, (source: ByteSource) => Promise<ImageHead>>> = {
  jpeg: readJpeg,
  png: readPng,
  gif: readGif,
  webp: readWebp,
  tiff: readTiff,
};

/**
 * Reads the head of an image of a container that was told by its first bytes. Nothing is decoded; whatever is broken is
 * said as `isCorrupt`.
 *
 * @throws only what the source throws
 */
export async function readImageHead(container: string, source: ByteSource): Promise<ImageHead> {
  return (await readers[container]?.(source)) ?? unreadable;
}
