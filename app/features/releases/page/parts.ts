import type { Component } from 'svelte';
import type { FieldPlace } from '#contracts/release/finding.ts';
import type { Release } from '#contracts/release/release.ts';
import { m } from '#i18n/paraglide/messages.js';

/** What every part of the page gets. */
export interface PartProps {
  readonly release: Release;
  /** Id of the track that is open, or ''. */
  readonly trackId: string;
  /** Opens a track, or with '' none. */
  readonly ontrack: (trackId: string) => void;
  /** Shows a field, wherever it is. */
  readonly onjump?: (place: FieldPlace) => void;
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
  {
    id: 'credits',
    label: m.releases_part_credits,
    load: async () => (await import('./credits/Credits.svelte')).default,
  },
  {
    id: 'parties',
    label: m.releases_part_parties,
    load: async () => (await import('./parties/Parties.svelte')).default,
  },
  {
    id: 'artwork',
    label: m.releases_part_artwork,
    load: async () => (await import('./artwork/Artwork.svelte')).default,
  },
  { id: 'dates', label: m.releases_part_dates, load: async () => (await import('./dates/Dates.svelte')).default },
  {
    id: 'territories',
    label: m.releases_part_territories,
    load: async () => (await import('./territories/Territories.svelte')).default,
  },
  { id: 'rights', label: m.releases_part_rights, load: async () => (await import('./rights/Rights.svelte')).default },
  { id: 'codes', label: m.releases_part_codes, load: async () => (await import('./codes/Codes.svelte')).default },
  {
    id: 'delivery',
    label: m.releases_part_delivery,
    load: async () => (await import('../delivery/Delivery.svelte')).default,
  },
];
