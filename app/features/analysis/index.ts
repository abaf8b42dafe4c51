export { analysis } from './analysis.svelte.ts';
export { default as AnalysisLab } from './AnalysisLab.svelte';
export { default as AnalysisSettings } from './AnalysisSettings.svelte';
export { default as JobsIndicator } from './JobsIndicator.svelte';
