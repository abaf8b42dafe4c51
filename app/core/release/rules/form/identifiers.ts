import { gtinCheckDigit, parseGtin } from '../../identifiers/gtin.ts';
import { parseIsrc } from '../../identifiers/isrc.ts';
import type { Look } from '../look.ts';
import { eachTrack, fix, inRelease, inTrack, setTo, when } from '../rule.ts';

/** Neither a bar code nor a promise of one, and tracks without a code. */
export const lacksAllCodes = ({ release, tracks }: Look): boolean =>
  release.upc === '' && !release.assignUpc && tracks.some(({ isrc }) => isrc === '');

export const identifierRules = {
  UPC_CODE_WRONG: ({ release }: Look) =>
    when(release.upc.trim() !== '' && parseGtin(release.upc) === null, () => {
      const digits = release.upc.replace(/\D/g, '');
      return {
        place: inRelease('upc'),
        details: { value: release.upc },
        // Eleven digits are a UPC whose last one was forgotten. Any other code may have any digit wrong.
        ...(digits.length === 11 ? { fix: setTo(digits + gtinCheckDigit(digits)) } : {}),
      };
    }),

  UPC_AND_ISRC_ARE_BOTH_MISSING: (look: Look) =>
    when(lacksAllCodes(look), () => ({
      place: inRelease('upc'),
      details: { count: look.tracks.filter(({ isrc }) => isrc === '').length },
      fix: fix('assignUpc'),
    })),

  DUPLICATE_ISRC_CODE_WITHIN_SAME_ASSET: eachTrack((track) => {
    const isrc = parseIsrc(track.isrc);
    return when(isrc !== null && isrc === parseIsrc(track.dolbyAtmos?.isrc ?? ''), () => ({
      place: inTrack(track, 'dolbyAtmos.isrc'),
      details: { isrc: isrc ?? '' },
      fix: setTo(''),
    }));
  }),
};
