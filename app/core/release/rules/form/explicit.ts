import type { Look } from '../look.ts';
import { fix, inRelease, when } from '../rule.ts';

const explicitTracks = ({ tracks }: Look) => tracks.filter(({ explicit }) => explicit === 'explicit').length;

export const explicitRules = {
  ASSETS_PRODUCT_IS_NOT_MARKED_AS_EXPLICIT: (look: Look) =>
    when(look.release.explicit !== 'explicit' && explicitTracks(look) > 0, () => ({
      place: inRelease('explicit'),
      details: { count: explicitTracks(look) },
      fix: fix('setField', { value: 'explicit' }),
    })),

  PRODUCT_MARKED_AS_EXPLICIT_BUT_NO_EXPLICIT_ASSETS: (look: Look) =>
    when(look.release.explicit === 'explicit' && explicitTracks(look) === 0, () => ({
      place: inRelease('explicit'),
      fix: fix('setField', {
        value: look.tracks.some(({ explicit }) => explicit === 'clean') ? 'clean' : 'notExplicit',
      }),
    })),
};
