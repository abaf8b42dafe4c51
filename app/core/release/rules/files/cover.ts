import type { ImageFacts } from '#contracts/release/facts.ts';
import type { Limits } from '../limits.ts';
import type { Look } from '../look.ts';
import { inRelease, when, type Found } from '../rule.ts';

type Cover = Limits['cover'];

/** A rule about the picture. Its sides count only where it could be read. */
const cover =
  (
    check: (facts: ImageFacts, limits: Cover) => boolean,
    details: (facts: ImageFacts, limits: Cover) => Found['details'],
  ) =>
  ({ cover: facts, limits }: Look) =>
    facts
      ? when(check(facts, limits.cover), () => ({
          place: inRelease('cover'),
          details: details(facts, limits.cover) ?? {},
        }))
      : [];

const sides = ({ width, height }: ImageFacts, { least, most }: Cover) => ({ width, height, least, most });
const hasSides = ({ width, height, isCorrupt }: ImageFacts) => width > 0 && height > 0 && !isCorrupt;

const side = (isWrong: (facts: ImageFacts, limits: Cover) => boolean) =>
  cover((facts, limits) => hasSides(facts) && isWrong(facts, limits), sides);

export const coverRules = {
  IMAGE_CORRUPTED_ERROR: cover(
    ({ isCorrupt, sizeBytes, container }) => sizeBytes > 0 && container !== 'unknown' && isCorrupt,
    () => ({}),
  ),

  IMAGE_CHUNK_DATA_TOO_LARGE: cover(
    ({ metadataBytes }, { mostMetadataBytes }) => metadataBytes > mostMetadataBytes,
    ({ metadataBytes }, { mostMetadataBytes }) => ({
      megabytes: Math.round(metadataBytes / 1e5) / 10,
      most: Math.round(mostMetadataBytes / 1e5) / 10,
    }),
  ),

  IMAGE_INVALID_MIME_TYPE_ERROR: ({ release, facts, limits }: Look) => {
    const known = release.cover ? facts.get(release.cover.blobHash) : undefined;
    return when(
      known !== undefined && known.sizeBytes > 0 && !limits.cover.containers.includes(known.container),
      () => ({
        place: inRelease('cover'),
        details: { type: known?.container ?? '', allowed: limits.cover.containers.join(', ').toUpperCase() },
      }),
    );
  },

  // Both sides are told as one; a single side by its own code.
  IMAGE_COVER_ART_BELOW_MINIMUM_DIMENSIONS: side(({ width, height }, { least }) => width < least && height < least),
  IMAGE_COVER_ART_ABOVE_MAXIMUM_DIMENSIONS: side(({ width, height }, { most }) => width > most && height > most),
  IMAGE_COVER_ART_HEIGHT_BELOW_MINIMUM_DIMENSIONS: side(
    ({ width, height }, { least }) => height < least && width >= least,
  ),
  IMAGE_COVER_ART_WIDTH_BELOW_MINIMUM_DIMENSIONS: side(
    ({ width, height }, { least }) => width < least && height >= least,
  ),
  IMAGE_COVER_ART_HEIGHT_ABOVE_MAXIMUM_DIMENSIONS: side(
    ({ width, height }, { most }) => height > most && width <= most,
  ),
  IMAGE_COVER_ART_WIDTH_ABOVE_MAXIMUM_DIMENSIONS: side(({ width, height }, { most }) => width > most && height <= most),

  INVALID_DIMENSIONS: cover((facts, { mostRatio }) => {
    const { width, height, isCorrupt } = facts;
    if (!hasSides(facts)) return !isCorrupt && facts.container !== 'unknown';
    return Math.max(width, height) > Math.min(width, height) * mostRatio && !isCorrupt;
  }, sides),
};
