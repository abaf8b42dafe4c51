import type { Explicit, Release, Territories } from '#contracts/release/release.ts';
import { codesOf } from '../territories/algebra.ts';
import { territoryCodes } from '../territories/codes.ts';

/** Our words and those of DDEX's allowed value sets, as far as they are public. */

export const warnings: Readonly<Record<Explicit, string>> = {
  explicit: 'Explicit',
  clean: 'ExplicitContentEdited',
  notExplicit: 'NotExplicit',
  unset: 'NoAdviceAvailable',
};

export const releaseTypes: Readonly<Record<Release['format'], string>> = {
  ...{ single: 'Single', ep: 'EP', album: 'Album', boxset: 'Album' },
};

export const artistRoles = { primary: 'MainArtist', featured: 'FeaturedArtist', remixer: 'Artist' } as const;

/** Roles that the value set surely has; others go as user-defined values. */
const roles: Readonly<Record<string, string>> = {
  ...{ COMPOSER: 'Composer', LYRICIST: 'Lyricist', PRODUCER: 'Producer', CONDUCTOR: 'Conductor' },
};

export const contributorRole = (role: string) =>
  roles[role] ?? { '@_Namespace': 'Wavefoundry', '@_UserDefinedValue': role, '#text': 'UserDefined' };

export const roleNamed = (value: string): string =>
  Object.entries(roles).find(([, ddex]) => ddex === value)?.[0] ??
  value.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();

/** `PT3M20S`, whole seconds. */
export function isoDuration(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return `PT${hours > 0 ? `${hours}H` : ''}${minutes}M${whole % 60}S`;
}

/** "Worldwide", or every code: a list that any recipient can read. */
export function territoryList(territories: Territories): readonly string[] {
  const codes = codesOf(territories);
  return codes.size === territoryCodes.length ? ['Worldwide'] : [...codes];
}

/** What XML 1.0 cannot hold is left out. */
export const plain = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  text.replace(/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|\p{Cs}/gu, '');
