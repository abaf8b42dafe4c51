import { colourName, trackColours } from '#core/library/search/colours.ts';
import type { LibraryRow } from './rows.ts';

/** Texts by which rows are sorted; empty is none. */
export const textOf = {
  title: ({ track }: LibraryRow) => track.title,
  artist: ({ track }: LibraryRow) => track.artist,
  album: ({ track }: LibraryRow) => track.album,
  genre: ({ track }: LibraryRow) => track.genre,
  tags: ({ track }: LibraryRow) => (track.tags ?? []).join(', '),
  comment: ({ track }: LibraryRow) => track.comment ?? '',
} as const;

export type TextColumn = keyof typeof textOf;

/** Numbers by which rows are sorted. */
export const numberOf = {
  year: ({ track }: LibraryRow) => track.year,
  bpm: ({ bpm }: LibraryRow) => bpm,
  key: ({ camelot }: LibraryRow) => wheelPlace(camelot),
  energy: ({ energy }: LibraryRow) => energy,
  lufs: ({ lufs }: LibraryRow) => lufs,
  length: ({ track }: LibraryRow) => track.durationSec,
  rating: ({ track }: LibraryRow) => track.rating || null,
  colour: ({ track }: LibraryRow) => palettePlace(track.colour),
  plays: ({ plays }: LibraryRow) => plays,
  played: ({ played }: LibraryRow) => played,
  added: ({ track }: LibraryRow) => track.addedAt,
  safe: ({ track }: LibraryRow) => (track.safeAt === null ? 0 : 1),
} as const;

export type NumberColumn = keyof typeof numberOf;

/** `8A` before `8B` before `9A`: neighbours on the wheel stand together. */
function wheelPlace(name: string | null): number | null {
  return name === null ? null : Number.parseInt(name, 10) * 2 + (name.endsWith('B') ? 1 : 0);
}

function palettePlace(colour: string | null | undefined): number | null {
  return colour ? trackColours.findIndex(({ name }) => name === colourName(colour)) : null;
}
