export { holdBusy } from './busy.ts';
export { onLaunchFiles, takeShared } from './incoming.ts';
export { default as InstallButton } from './InstallButton.svelte';
export { pwa } from './pwa.svelte.ts';
export { default as UpdateBar } from './UpdateBar.svelte';
