import { onStorageEvent } from '#storage/events.ts';
import { getSetting, setSetting } from '#storage/settings/settings.ts';
import { shortcuts, type ShortcutChanges } from '#ui/shortcuts.svelte.ts';

const SHORTCUTS = 'shortcuts';

/** Brings back changed shortcuts, keeps new changes, and follows other tabs. Returns the function that stops it. */
export function startPreferences(): () => void {
  const read = async () => {
    shortcuts.changes = await getSetting<ShortcutChanges>(SHORTCUTS, {});
  };
  shortcuts.onchange = (changes) => void setSetting(SHORTCUTS, changes);
  void read();
  return onStorageEvent((event) => {
    if (event.type === 'settings' && event.key === SHORTCUTS) void read();
  });
}
