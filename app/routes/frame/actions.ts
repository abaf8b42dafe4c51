import { goto } from '$app/navigation';
import { locale } from '#i18n/locale.svelte.ts';
import { m } from '#i18n/paraglide/messages.js';
import { registerCommand, type Command } from '#ui/commands.svelte.ts';
import { rooms } from '#ui/frame/rooms.ts';
import { registerShortcut, type Shortcut } from '#ui/shortcuts.svelte.ts';
import { theme } from '#ui/theme.svelte.ts';
import { frame } from './frame.svelte.ts';
import { pickFiles } from './pick-files.ts';
import { hearDemo } from './tracks.ts';

const open = (href: string) => () => void goto(href);

const keys: readonly Shortcut[] = [
  { id: 'shell.palette', keys: 'Mod+K', label: m.shell_command_palette, run: () => frame.openPalette() },
  { id: 'shell.shortcuts', keys: '?', label: m.shell_command_shortcuts, run: () => frame.openShortcuts() },
  ...rooms.map((room, place) => ({
    id: `shell.go.${room.id}`,
    keys: `Alt+Shift+${place + 1}`,
    label: () => m.shell_go_to({ room: room.label() }),
    run: open(room.href),
  })),
];

const actions: readonly Command[] = [
  ...rooms.map((room) => ({
    id: `room.${room.id}`,
    label: room.label,
    words: room.words,
    group: m.shell_group_rooms,
    shortcut: `shell.go.${room.id}`,
    run: open(room.href),
  })),
  { id: 'action.import', label: m.shell_command_import, run: pickFiles },
  { id: 'action.demo', label: m.shell_command_demo, run: () => void hearDemo() },
  { id: 'action.sets', label: m.shell_command_sets, words: m.shell_words_sets, run: open('/decks/sets') },
  { id: 'action.theme', label: m.shell_command_theme, run: () => theme.toggle() },
  {
    id: 'action.language',
    label: m.shell_command_language,
    run: () => locale.set(locale.current === 'de' ? 'en' : 'de'),
  },
  {
    id: 'action.shortcuts',
    label: m.shell_command_shortcuts,
    shortcut: 'shell.shortcuts',
    run: () => frame.openShortcuts(),
  },
];

/** Registers what works in every room. Returns the function that takes it away. */
export function registerFrameActions(): () => void {
  const undo = [...keys.map(registerShortcut), ...actions.map(registerCommand)];
  return () => {
    for (const leave of undo) leave();
  };
}
