import type { ConsoleEngine } from './console-engine.ts';

let engine: ConsoleEngine | null = null;
const waiting = new Set<(engine: ConsoleEngine) => void>();

/** The page's console, or null before it was opened. */
export const pageEngine = (): ConsoleEngine | null => engine;

/**
 * Calls back once with the page's console, at once or when it is opened; what listens to it need not load it. Returns
 * the function that stops waiting.
 */
export function onEngine(listener: (engine: ConsoleEngine) => void): () => void {
  if (engine) listener(engine);
  else waiting.add(listener);
  return () => void waiting.delete(listener);
}

/** Called by the console that was opened. */
export function announceEngine(opened: ConsoleEngine): void {
  engine = opened;
  for (const listener of waiting) listener(opened);
  waiting.clear();
}
