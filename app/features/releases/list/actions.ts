import type { Release } from '#contracts/release/release.ts';
import { copyRelease, fromTemplate, templateOf } from '#core/release/draft/copy.ts';
import { newRelease } from '#core/release/draft/new-release.ts';
import { m } from '#i18n/paraglide/messages.js';
import { addRelease, binRelease, restoreRelease } from '#storage/releases/releases.ts';
import { showToast } from '#ui/toast.svelte.ts';
import { intakeOf } from '../intake/intake.svelte.ts';
import type { DroppedFile } from '../intake/read-drop.ts';

const makeId = () => crypto.randomUUID();

async function add(release: Release): Promise<string> {
  await addRelease(release);
  return release.id;
}

/** How a release is called in lists; one without a title has a name all the same. */
export const titleOf = ({ title, version }: Release): string =>
  title ? (version ? `${title} (${version})` : title) : m.releases_untitled();

/** Makes an empty release, or one after a template. Returns its id. */
export const makeRelease = (template: Release | null): Promise<string> =>
  add(template ? fromTemplate(template, makeId, Date.now()) : newRelease(makeId(), Date.now()));

/** Makes a release of dropped files; they come in while its page is shown. Returns its id. */
export async function makeFromFiles(files: readonly DroppedFile[]): Promise<string> {
  const id = await makeRelease(null);
  void intakeOf(id).add(files);
  return id;
}

export const makeCopy = (release: Release): Promise<string> =>
  add(copyRelease(release, m.releases_copy_title({ title: titleOf(release) }), makeId, Date.now()));

export async function makeTemplate(release: Release): Promise<void> {
  const title = titleOf(release);
  await addRelease(templateOf(release, title, makeId, Date.now()));
  showToast({ kind: 'success', text: m.releases_template_made({ title }) });
}

/** Moves a release to the bin and offers to undo that. */
export async function moveToBin(release: Release): Promise<void> {
  await binRelease(release.id);
  const action = { label: m.releases_undo(), run: () => void restoreRelease(release.id) };
  showToast({ kind: 'info', text: m.releases_binned({ title: titleOf(release) }), action });
}
