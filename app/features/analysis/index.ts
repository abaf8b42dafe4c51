export { analysis } from './analysis.svelte.ts';
export { default as AnalysisPanel } from './AnalysisPanel.svelte';
export { default as JobsIndicator } from './JobsIndicator.svelte';
