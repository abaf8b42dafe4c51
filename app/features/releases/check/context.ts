import { getContext, setContext } from 'svelte';
import type { Preflight } from './preflight.svelte.ts';

const KEY = Symbol('release check');

export const provideCheck = (check: Preflight): Preflight => setContext(KEY, check);

/** The pre-flight of the page around; there is none where fields stand elsewhere. */
export const useCheck = (): Preflight | undefined => getContext<Preflight | undefined>(KEY);

/** The pre-flight of the page around, for what stands nowhere else. */
export const needCheck = (): Preflight => getContext<Preflight>(KEY);
