import { type Label, type LabelAct, may } from '#contracts/http/labels.ts';
import { getSetting, setSetting } from '#storage/settings/settings.ts';

/** Settings key: id of the label that is worked in; '' for one's own. */
export const LABEL_KEY = 'label.current';

/** The label that is worked in on this device: one's own, or one that somebody invited to. */
class CurrentLabel {
  /** Labels that may be entered, as the server last said. */
  all = $state.raw<readonly Label[]>([]);
  #wanted = $state('');
  /** Null as long as the server was not asked. */
  readonly label = $derived(
    this.all.find(({ id }) => id === this.#wanted) ?? this.all.find(({ isOwn }) => isOwn) ?? null,
  );

  /** Id of the label that somebody chose, their own where nothing was chosen. */
  wantedBy(userId: string): string {
    return this.#wanted || userId;
  }

  /** Reads which label was chosen. */
  async read(): Promise<void> {
    this.#wanted = await getSetting(LABEL_KEY, '');
  }

  async choose(id: string): Promise<void> {
    this.#wanted = id;
    await setSetting(LABEL_KEY, id);
  }

  /** Whether the user may do that in the label; without the server's word the server will say so. */
  may(act: LabelAct): boolean {
    return this.label === null || may(this.label.role, act);
  }
}

export const currentLabel = new CurrentLabel();

/** An address of our API within the label that is worked in. */
export function inLabel(path: string): string {
  const { label } = currentLabel;
  if (!label || label.isOwn) return path;
  return `${path}${path.includes('?') ? '&' : '?'}label=${encodeURIComponent(label.id)}`;
}
