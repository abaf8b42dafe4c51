export { default as ReleasePage } from './ReleasePage.svelte';
export { default as ReleasesRoom } from './ReleasesRoom.svelte';
export { releaseOf } from './intake/from-tracks.ts';
