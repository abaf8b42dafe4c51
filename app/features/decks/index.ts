export { playDemo } from './demo.svelte.ts';
export { decks } from './decks.svelte.ts';
export { default as DeckRoom } from './DeckRoom.svelte';
export { default as NowPlayingStrip } from './NowPlayingStrip.svelte';
