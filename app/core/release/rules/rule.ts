import type { AdviceCode } from '#contracts/release/advice-codes.ts';
import type { FieldPlace, Finding, FixAction } from '#contracts/release/finding.ts';
import type { RefusalCode } from '#contracts/release/refusal-codes.ts';
import type { Party, ReleaseTrack } from '#contracts/release/release.ts';
import type { Limits } from './limits.ts';
import type { Look } from './look.ts';

export type Code = RefusalCode | AdviceCode;

/** A finding as its rule sees it; code and severity come from the table that the rule stands in. */
export interface Found {
  readonly place: FieldPlace;
  readonly details?: Finding['details'];
  readonly fix?: FixAction;
}

/** Says where one code applies. Pure: the same look gives the same findings in the same order. */
export type Rule = (look: Look) => readonly Found[];

export const inRelease = (field: string): FieldPlace => ({ on: 'release', id: '', field });
export const inTrack = (track: { readonly id: string }, field: string): FieldPlace => ({
  on: 'track',
  id: track.id,
  field,
});
export const inParty = (party: { readonly id: string }, field: string): FieldPlace => ({
  on: 'party',
  id: party.id,
  field,
});

export const fix = (name: string, values: FixAction['values'] = {}): FixAction => ({ name, values });

/** Puts a value where the finding is. */
export const setTo = (value: string | number | boolean): FixAction => fix('setField', { value });

const nothing: readonly Found[] = [];

/** A finding if something is so. */
export const when = (condition: boolean, found: () => Found): readonly Found[] => (condition ? [found()] : nothing);

/**
 * A rule that looks at one track alone. Its answers are kept with the track, which never changes, so that an edit costs
 * one track.
 */
export function eachTrack(check: (track: ReleaseTrack, limits: Limits) => readonly Found[]): Rule {
  const known = new WeakMap<ReleaseTrack, { readonly limits: Limits; readonly found: readonly Found[] }>();
  return ({ tracks, limits }) =>
    gathered(tracks, (track) => {
      const last = known.get(track);
      if (last?.limits === limits) return last.found;
      const found = check(track, limits);
      known.set(track, { limits, found });
      return found;
    });
}

/** A rule that looks at one party alone. */
export const eachParty =
  (check: (party: Party, look: Look) => readonly Found[]): Rule =>
  (look) =>
    gathered(look.bundle.parties, (party) => check(party, look));

/** Findings of many things in their order. Mostly there are none, and then nothing is made. */
export function gathered<T>(
  things: Iterable<T>,
  check: (thing: T, index: number) => readonly Found[],
): readonly Found[] {
  let all: Found[] | null = null;
  let index = 0;
  for (const thing of things) {
    const found = check(thing, index++);
    if (found.length > 0) (all ??= []).push(...found);
  }
  return all ?? nothing;
}
