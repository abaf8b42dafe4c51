export type { Track } from '#contracts/records/track.ts';
export { OneTrack } from './one-track.svelte.ts';
export { saveOriginal } from './save-original.ts';
export { Shelf } from './shelf.svelte.ts';
export { default as TrackShelf } from './TrackShelf.svelte';
