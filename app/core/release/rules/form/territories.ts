import type { FieldPlace } from '#contracts/release/finding.ts';
import type { Territories } from '#contracts/release/release.ts';
import { codesOf, isNowhere } from '../../territories/algebra.ts';
import { isTerritory, isWorld } from '../../territories/codes.ts';
import type { Look } from '../look.ts';
import { fix, gathered, inRelease, inTrack, type Found } from '../rule.ts';

/** The territories of the release and of each track that has its own. */
function everywhere({ release, tracks }: Look): readonly { readonly place: FieldPlace; readonly own: Territories }[] {
  const ofTracks = tracks.flatMap((track) =>
    track.territories ? [{ place: inTrack(track, 'territories'), own: track.territories }] : [],
  );
  return [{ place: inRelease('territories'), own: release.territories }, ...ofTracks];
}

const eachCode = (look: Look, isWrong: (code: string) => boolean): readonly Found[] =>
  gathered(everywhere(look), ({ place, own }) =>
    own.codes.filter(isWrong).map((code) => ({ place, details: { code }, fix: fix('removeTerritory', { code }) })),
  );

/** A track that may be sold nowhere where the release may. */
function sharesNothing(own: Territories, release: Territories): boolean {
  if (isNowhere(own)) return true;
  const codes = codesOf(release);
  return codes.size > 0 && ![...codesOf(own)].some((code) => codes.has(code));
}

export const territoryRules = {
  TERRITORIES_MISSING: (look: Look) =>
    gathered(everywhere(look), ({ place, own }) => {
      const isMissing = place.on === 'track' ? sharesNothing(own, look.release.territories) : isNowhere(own);
      return isMissing ? [{ place, fix: fix(place.on === 'track' ? 'useReleaseTerritories' : 'useWorld') }] : [];
    }),

  INVALID_TERRITORY: (look: Look) => eachCode(look, (code) => !isTerritory(code) && !isWorld(code)),

  MUST_NOT_INCLUDE_WORLD: (look: Look) => eachCode(look, isWorld),
};
