export { recorder } from './recorder.svelte.ts';
export { default as MasterRecorder } from './MasterRecorder.svelte';
export { default as RecordRoom } from './RecordRoom.svelte';
export { default as RecordingBadge } from './RecordingBadge.svelte';
export { default as RecoveryDialog } from './RecoveryDialog.svelte';
export { default as TakeBin } from './TakeBin.svelte';
