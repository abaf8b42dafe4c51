import { PageWord, pageViews, type PageMemory } from '#core/console/source/page-memory.ts';

/** Resolves when the audio thread has called since it had called `seen` times, at the latest after `timeoutMs`. */
export async function waitForCall(memory: PageMemory, seen: number, timeoutMs: number): Promise<void> {
  const { control } = pageViews(memory);
  if (Atomics.load(control, PageWord.call) !== seen) return;
  if (typeof Atomics.waitAsync === 'function') {
    await Atomics.waitAsync(control, PageWord.call, seen, timeoutMs).value;
  } else await new Promise((resolve) => setTimeout(resolve, Math.min(timeoutMs, 10)));
}
