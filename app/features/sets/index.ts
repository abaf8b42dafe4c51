export { default as SetPage } from './SetPage.svelte';
export { default as SetsRoom } from './SetsRoom.svelte';
export { default as SetStatus } from './SetStatus.svelte';
export { sets } from './sets.svelte.ts';
