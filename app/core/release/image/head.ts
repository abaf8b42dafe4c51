import type { ImageFacts } from '#contracts/release/facts.ts';

/** What the head of an image says about its pixels. */
export type ImageHead = Pick<
  ImageFacts,
  | 'width' | 'height' | 'colourSpace' | 'profile' | 'bitsPerChannel' | 'hasAlpha' | 'isAnimated' | 'metadataBytes'
  | 'isCorrupt'
>; // prettier-ignore

/** What is said of an image of which nothing can be read. */
export const unreadable: ImageHead = {
  width: 0,
  height: 0,
  colourSpace: 'unknown',
  profile: '',
  bitsPerChannel: 0,
  hasAlpha: false,
  isAnimated: false,
  metadataBytes: 0,
  isCorrupt: true,
};
