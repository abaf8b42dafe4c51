import type { FieldPlace } from '#contracts/release/finding.ts';
import { fieldId } from '../fields/field-id.ts';

const ofRelease: readonly (readonly [RegExp, string])[] = [
  [/^(dates)/, 'dates'],
  [/^(territories)/, 'territories'],
  [/^(cLine|pLine|recording)/, 'rights'],
  [/^(cover|attachments)/, 'artwork'],
  [/^(upc|assignUpc)/, 'codes'],
  [/^(tracks|volumes)/, 'tracks'],
];

/** Where a finding can be put right: part of the page, open track, and control. */
export function jumpOf({ on, id, field }: FieldPlace): { part: string; trackId: string; controlId: string } {
  if (on === 'track') {
    const part = /^(contributors|publisherIds|splits|copyrightControl)/.test(field) ? 'credits' : 'tracks';
    return { part, trackId: id, controlId: fieldId(id, field) };
  }
  if (on === 'party') return { part: 'parties', trackId: '', controlId: fieldId(id, field) };
  const part = ofRelease.find(([pattern]) => pattern.test(field))?.[1] ?? 'basics';
  return { part, trackId: '', controlId: fieldId(null, field) };
}
