import type { Finding, FixAction } from '#contracts/release/finding.ts';
import type { Party, ReleaseBundle } from '#contracts/release/release.ts';
import { creditFixes } from './credits.ts';
import { fieldFixes } from './fields.ts';
import { trackFixes } from './tracks.ts';

/** What a fix may need besides the bundle. */
export interface FixContext {
  /** Id for a party that the fix makes. */
  newId(): string;
  /** All parties of the catalogue. */
  readonly parties: readonly Party[];
}

/** Changes a bundle so that one finding goes away. Nothing that it is given is changed. */
export type Fix = (
  bundle: ReleaseBundle,
  at: { readonly place: Finding['place']; readonly values: FixAction['values'] },
  context: FixContext,
) => ReleaseBundle;

const fixes: Readonly<Record<string, Fix>> = { ...fieldFixes, ...creditFixes, ...trackFixes };

/** Fixes that need the bytes of a file: a worker makes a new file, which then takes the place of the old one. */
export const fileFixes = ['repairWav', 'trimSilence'] as const;

export const isFileFix = ({ name }: FixAction): boolean => (fileFixes as readonly string[]).includes(name);

/**
 * Carries out the fix of a finding. A party that a merge took out of the bundle may leave the catalogue once no other
 * release names it.
 *
 * @throws RangeError when the finding has no fix that works on the bundle alone; see {@link isFileFix}
 */
export function applyFix(
  bundle: ReleaseBundle,
  { place, fix }: Pick<Finding, 'place' | 'fix'>,
  context: FixContext,
): ReleaseBundle {
  const run = fix && fixes[fix.name];
  if (!run) throw new RangeError(`no such fix: ${fix?.name ?? 'none'}`);
  return run(bundle, { place, values: fix.values }, context);
}
