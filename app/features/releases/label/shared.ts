import type { SharedReleaseDetail } from '#contracts/http/labels.ts';
import type { Release } from '#contracts/release/release.ts';
import { PartyMerge } from '#core/release/draft/adopt.ts';
import { listParties, putParties } from '#storage/releases/parties.ts';
import { addReleases } from '#storage/releases/releases.ts';
import { getSetting, setSetting } from '#storage/settings/settings.ts';
import { fetchShared } from './client.ts';

const keyOf = (releaseId: string) => `label.revision.${releaseId}`;

/** The shared state that the draft on this device goes on from; 0 when there is none. */
export const knownRevision = (releaseId: string) => getSetting(keyOf(releaseId), 0);

export const keepRevision = (releaseId: string, revision: number) => setSetting(keyOf(releaseId), revision);

/** Puts a release that the label shares on this device, where it is not yet. Files stay where they are. */
export async function fetchToDevice(id: string): Promise<void> {
  const found = await fetchShared(id);
  const merge = new PartyMerge(await listParties());
  const release = { ...merge.adopt(found.bundle), deletedAt: null };
  await addReleases([release], () => [...merge.changed.values()]);
  await keepRevision(id, found.revision);
}

/** The shared state as a state of the draft on this device, with the parties that it names written. */
export async function adoptShared({ bundle }: SharedReleaseDetail, { deletedAt }: Release): Promise<Release> {
  const merge = new PartyMerge(await listParties());
  const release = { ...merge.adopt(bundle), deletedAt };
  await putParties([...merge.changed.values()]);
  return release;
}
