export { library } from './library.svelte.ts';
export { default as ImportProgress } from './ImportProgress.svelte';
export { default as LibraryRoom } from './LibraryRoom.svelte';
