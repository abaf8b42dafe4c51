// Apart from `index.ts`, so that the start page, which shows parts of it, does not carry the whole room.
export { default as SettingsRoom } from './SettingsRoom.svelte';
