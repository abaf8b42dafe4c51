import type { ImageFacts } from '#contracts/release/facts.ts';
import type { Limits } from '../limits.ts';
import type { Look } from '../look.ts';
import { inRelease, when, type Found } from '../rule.ts';

const advice =
  (
    isSo: (facts: ImageFacts, limits: Limits['cover']) => boolean,
    details: (facts: ImageFacts, limits: Limits['cover']) => Found['details'] = () => ({}),
  ) =>
  ({ cover, limits }: Look) =>
    cover && !cover.isCorrupt && cover.width > 0
      ? when(isSo(cover, limits.cover), () => ({
          place: inRelease('cover'),
          details: details(cover, limits.cover) ?? {},
        }))
      : [];

export const coverAdvice = {
  COVER_NOT_SQUARE: advice(
    ({ width, height }) => width !== height,
    ({ width, height }) => ({ width, height }),
  ),
  COVER_BELOW_3000: advice(
    ({ width, height }, { least, recommended }) =>
      Math.min(width, height) < recommended && Math.max(width, height) >= least,
    ({ width, height }, { recommended }) => ({ width, height, recommended }),
  ),
  COVER_NOT_RGB: advice(
    ({ colourSpace }, { colourSpaces }) => !colourSpaces.includes(colourSpace),
    ({ colourSpace }) => ({ space: colourSpace.toUpperCase() }),
  ),
  COVER_BLURRED: advice(({ blur }) => (blur ?? 0) > 0.7),
  COVER_UPSCALED: advice(
    ({ upscaledFrom }) => upscaledFrom !== null,
    ({ upscaledFrom }) => ({ from: upscaledFrom ?? 0 }),
  ),
  COVER_BORDER: advice(({ hasBorder }) => hasBorder),
};
