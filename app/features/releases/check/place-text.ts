import type { FieldPlace } from '#contracts/release/finding.ts';
import type { Party, Release } from '#contracts/release/release.ts';
import { m } from '#i18n/paraglide/messages.js';

/** Which track or party of a release is meant, or the release itself; '' when it is no longer there. */
export function placeText({ on, id }: FieldPlace, release: Release | null, parties: readonly Party[] = []): string {
  if (on === 'release') return m.releases_part_basics();
  if (on === 'party') return parties.find((party) => party.id === id)?.name ?? '';
  const at = release?.tracks.findIndex((track) => track.id === id) ?? -1;
  const track = release?.tracks[at];
  return track ? `${at + 1}. ${track.title || m.releases_untitled()}` : '';
}
