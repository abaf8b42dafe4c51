export { controllers } from './controllers.svelte.ts';
export { default as ControllersPanel } from './ControllersPanel.svelte';
