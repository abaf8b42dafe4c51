import { createPages, PAGE_FRAMES, pageCount, type PageMemory } from './page-memory.ts';
import { PageWriter } from './page-writer.ts';

/** Pages of a track that is in memory whole: short ones, and those of tests. Mono counts for both sides. */
export function pagesOf(left: Float32Array, sampleRate: number, right: Float32Array = left): PageMemory {
  const memory = createPages(left.length, sampleRate, pageCount(left.length));
  const writer = new PageWriter(memory);
  const page = [new Float32Array(PAGE_FRAMES), new Float32Array(PAGE_FRAMES)] as const;
  for (let index = 0; index < writer.pages; index++) {
    const from = index * PAGE_FRAMES;
    for (const [at, samples] of [left, right].entries()) {
      const part = samples.subarray(from, from + PAGE_FRAMES);
      page[at as 0 | 1].fill(0, part.length);
      page[at as 0 | 1].set(part);
    }
    writer.put(index, page[0], page[1]);
  }
  return memory;
}
