import AudioLines from '@lucide/svelte/icons/audio-lines';
import Disc3 from '@lucide/svelte/icons/disc-3';
import FlaskConical from '@lucide/svelte/icons/flask-conical';
import LibraryBig from '@lucide/svelte/icons/library-big';
import Mic from '@lucide/svelte/icons/mic';
import Package from '@lucide/svelte/icons/package';
import Settings from '@lucide/svelte/icons/settings';
import { m } from '#i18n/paraglide/messages.js';

const room = (id: string, icon: typeof Mic, label: () => string, words: () => string) => ({
  id,
  href: `/${id}`,
  icon,
  label,
  /** Other words by which people look for it. */
  words,
});

/** The rooms of the house, in the order of the rail. The first four stand in the tab bar of a phone. */
export const rooms = [
  room('record', Mic, m.shell_room_record, m.shell_words_record),
  room('library', LibraryBig, m.shell_room_library, m.shell_words_library),
  room('decks', Disc3, m.shell_room_decks, m.shell_words_decks),
  room('lab', FlaskConical, m.shell_room_lab, m.shell_words_lab),
  room('create', AudioLines, m.shell_room_create, m.shell_words_create),
  room('release', Package, m.shell_room_release, m.shell_words_release),
  room('settings', Settings, m.shell_room_settings, m.shell_words_settings),
] as const;

/** True when a path lies in a room. */
export function isIn(path: string, href: string): boolean {
  return path === href || path.startsWith(`${href}/`);
}
