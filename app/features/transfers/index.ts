export { transfers } from './transfers.svelte.ts';
export { default as TransferBadge } from './TransferBadge.svelte';
export { default as TransfersPanel } from './TransfersPanel.svelte';
