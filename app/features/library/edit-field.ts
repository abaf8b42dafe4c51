import type { Track } from '#contracts/records/track.ts';
import type { TrackEdit } from './library.svelte.ts';
import type { SortColumn } from './rows.ts';

/** Columns that are written by hand. */
export type EditableColumn = 'title' | 'artist' | 'album' | 'genre' | 'year' | 'comment' | 'tags';

const editable: ReadonlySet<string> = new Set<EditableColumn>([
  'title',
  'artist',
  'album',
  'genre',
  'year',
  'comment',
  'tags',
]);

export const isEditable = (column: SortColumn): column is EditableColumn => editable.has(column);

/** What stands in the field to begin with. */
export function textOf(track: Track, column: EditableColumn): string {
  if (column === 'tags') return (track.tags ?? []).join(', ');
  return String(track[column] ?? '');
}

/** What was written, as a change; null where it changes nothing or is no value of the field. */
export function editOf(track: Track, column: EditableColumn, text: string): TrackEdit | null {
  const value = text.trim();
  if (value === textOf(track, column)) return null;
  if (column === 'tags') {
    const tags = value.split(',').map((tag) => tag.trim());
    return { tags: [...new Set(tags)].filter(Boolean) };
  }
  if (column === 'year') {
    if (value === '') return { year: null };
    return /^\d{4}$/.test(value) ? { year: Number(value) } : null;
  }
  if (column === 'title' && value === '') return null;
  return { [column]: value };
}
