export { default as DeviceReadout } from './DeviceReadout.svelte';
export { startPreferences } from './preferences.ts';
export { default as StorageWarning } from './StorageWarning.svelte';
