import { m } from '#i18n/paraglide/messages.js';
import type { Command } from './commands.svelte.ts';
import { matchScore } from './match.ts';
import type { Shortcut } from './shortcuts.svelte.ts';

/** A row of the command palette. */
export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly keys: string | null;
  readonly run: () => void;
}

interface KeyMap {
  readonly active: readonly Shortcut[];
  keysOf(shortcut: Shortcut): string | null;
}

/**
 * All that can be done here and now and answers the search: the registered commands, and what only a shortcut does. Best
 * first inside its group, groups in the order of their best row.
 */
export function findEntries(commands: readonly Command[], keyMap: KeyMap, query: string): PaletteEntry[] {
  const actions = m.shell_group_actions();
  const keys = new Map(keyMap.active.map((shortcut) => [shortcut.id, keyMap.keysOf(shortcut)]));
  const covered = new Set(commands.map(({ shortcut }) => shortcut));
  const rows = [
    ...commands.map((command) => ({
      id: command.id,
      label: command.label(),
      words: command.words?.() ?? '',
      group: command.group?.() ?? actions,
      keys: (command.shortcut && keys.get(command.shortcut)) || null,
      run: command.run,
    })),
    ...keyMap.active
      .filter(({ id }) => !covered.has(id))
      .map((shortcut) => ({
        id: shortcut.id,
        label: shortcut.label(),
        words: '',
        group: actions,
        keys: keys.get(shortcut.id) ?? null,
        run: shortcut.run,
      })),
  ];
  const found = rows
    .map((row) => ({ row, score: rate(row.label, row.words, query) }))
    .filter((one): one is { row: (typeof rows)[number]; score: number } => one.score !== null);
  const best = new Map<string, number>();
  for (const { row, score } of found) best.set(row.group, Math.max(score, best.get(row.group) ?? -1));
  return found
    .sort((a, b) => (best.get(b.row.group) ?? 0) - (best.get(a.row.group) ?? 0) || b.score - a.score)
    .map(({ row: { id, label, group, keys: caps, run } }) => ({ id, label, group, keys: caps, run }));
}

/** A hit in the name counts above one in the words around it. */
function rate(label: string, words: string, query: string): number | null {
  const named = matchScore(label, query);
  return named === null ? matchScore(`${words} ${label}`, query) : 10 + named;
}
