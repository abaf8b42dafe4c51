import type { Label, LabelRole, SharedRelease } from '#contracts/http/labels.ts';
import { formatDate } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';

export const roleTexts: Readonly<Record<LabelRole, () => string>> = {
  owner: m.label_role_owner,
  editor: m.label_role_editor,
  viewer: m.label_role_viewer,
};

export const labelName = ({ isOwn, holder }: Label): string =>
  isOwn ? m.label_own({ name: holder }) : m.label_of({ name: holder });

/** Who changed a shared release last, and when. */
export function lastChange({ updatedBy, updatedAt }: SharedRelease): string {
  const date = formatDate(updatedAt);
  return updatedBy === '' ? m.label_changed({ date }) : m.label_changed_by({ name: updatedBy, date });
}
