import { FACTS_VERSION, type ImageFacts } from '#contracts/release/facts.ts';
import { containerOf } from '#core/release/audio/container.ts';
import { blurOf } from '#core/release/image/blur.ts';
import { hasBorder } from '#core/release/image/border.ts';
import { readImageHead } from '#core/release/image/read-head.ts';
import { lumaOf, type Luma } from '#core/release/image/luma.ts';
import { upscaleFactor } from '#core/release/image/upscale.ts';
import { md5Of } from './md5.ts';
import { blobSource } from './file-blocks.ts';

/** Larger pictures are no covers, and would fill the memory: their heads say enough. */
const MOST_SIDE = 8000;
/** Side of the small picture that blur and border are looked for in. */
const SMALL = 1024;
/** Strips at full size: how many, and how thick. */
const STRIPS = 6;
const THICK = 64;

type Look = Pick<ImageFacts, 'blur' | 'upscaledFrom' | 'hasBorder'>;
const unseen: Look = { blur: null, upscaledFrom: null, hasBorder: false };

/**
 * Everything that can be said about a picture. What is larger than a cover may be is not decoded.
 *
 * @throws only what reading the blob throws
 * @thread worker
 */
export async function checkImage(blob: Blob): Promise<ImageFacts> {
  const container = containerOf(new Uint8Array(await blob.slice(0, 16).arrayBuffer()));
  const md5 = await md5Of(blob, () => undefined);
  const head = await readImageHead(container, blobSource(blob));
  const facts = { kind: 'image', version: FACTS_VERSION, container, sizeBytes: blob.size, md5, ...head } as const;
  const isDecodable = ['jpeg', 'png', 'gif'].includes(container) && Math.max(head.width, head.height) <= MOST_SIDE;
  if (head.isCorrupt || !isDecodable) return { ...facts, ...unseen };
  try {
    // Without a type a blob is not decoded.
    const bitmap = await createImageBitmap(new Blob([blob], { type: `image/${container}` }));
    try {
      return { ...facts, ...look(bitmap) };
    } finally {
      bitmap.close();
    }
  } catch {
    return { ...facts, ...unseen, isCorrupt: true };
  }
}

function look(bitmap: ImageBitmap): Look {
  const { width, height } = bitmap;
  const scale = Math.min(1, SMALL / Math.max(width, height));
  const small = pixels(bitmap, [0, 0, width, height], [Math.ceil(width * scale), Math.ceil(height * scale)]);
  return { blur: blurOf(small), upscaledFrom: upscaledFrom(bitmap), hasBorder: hasBorder(small) };
}

/** Side that rows and columns agree on; null when too few of them do. */
function upscaledFrom(bitmap: ImageBitmap): number | null {
  const { width, height } = bitmap;
  const factors: number[] = [];
  let judged = 0;
  for (let i = 0; i < STRIPS; i++) {
    const y = Math.round(((height - THICK) * (i + 0.5)) / STRIPS);
    if (y < 0) return null;
    judged++;
    const factor = upscaleFactor(pixels(bitmap, [0, y, width, THICK], [width, THICK]));
    if (factor !== null) factors.push(factor);
  }
  factors.sort((a, b) => a - b);
  const middle = factors[factors.length >> 1];
  const agreeing = factors.filter((one) => Math.abs(one / (middle ?? 1) - 1) < 0.05).length;
  return middle === undefined || agreeing < judged / 2 ? null : Math.round(width / middle);
}

function pixels(
  bitmap: ImageBitmap,
  [x, y, w, h]: readonly [number, number, number, number],
  [width, height]: readonly [number, number],
): Luma {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, x, y, w, h, 0, 0, width, height);
  return lumaOf(context.getImageData(0, 0, width, height).data, width, height);
}
