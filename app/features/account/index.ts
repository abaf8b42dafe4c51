export { account } from './account.svelte.ts';
export { default as AccountPanel } from './AccountPanel.svelte';
