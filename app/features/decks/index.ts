export { playDemo } from './demo.svelte.ts';
export { decks } from './decks.svelte.ts';
export { default as DeckRoom } from './DeckRoom.svelte';
export { default as NowPlayingStrip } from './NowPlayingStrip.svelte';

/** The controls of decks and mixer by name, for controllers; loaded when one is there. */
export const openDeckSurface = async () => (await import('./surface/surface.svelte.ts')).openSurface();

/** The sampler; loaded when a set is replayed. The deck room brings it by itself. */
export const openSampler = async () => (await import('./sampler/sampler.svelte.ts')).sampler;
