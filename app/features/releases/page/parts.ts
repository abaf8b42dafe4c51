import type { Component } from 'svelte';
import type { Release } from '#contracts/release/release.ts';
import { m } from '#i18n/paraglide/messages.js';

/** What every part of the page gets. */
export interface PartProps {
  readonly release: Release;
  /** Id of the track that is open, or ''. */
  readonly trackId: string;
  /** Opens a track, or with '' none. */
  readonly ontrack: (trackId: string) => void;
}

/** A part of the page, loaded when it is shown. */
export interface Part {
  readonly id: string;
  readonly label: () => string;
  readonly load: () => Promise<Component<PartProps>>;
}

export const parts: readonly [Part, ...Part[]] = [
  { id: 'basics', label: m.releases_part_basics, load: async () => (await import('./basics/Basics.svelte')).default },
  { id: 'tracks', label: m.releases_part_tracks, load: async () => (await import('./tracks/Tracks.svelte')).default },
];
