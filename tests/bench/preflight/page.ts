import type { FileFacts } from '#contracts/release/facts.ts';
import { checkFile } from '#workers/release-check/client.ts';

const worker = new Worker(new URL('./album.worker.ts', import.meta.url), { type: 'module' });

const ask = (task: unknown): Promise<string> =>
  new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<string>) => resolve(data), { once: true });
    worker.addEventListener('error', (event) => reject(new Error(event.message)), { once: true });
    worker.postMessage(task);
  });

/** What the bench calls. */
export interface PreflightPage {
  /** Stores generated masters and a cover; answers with their hashes, the cover's last. */
  fill(tracks: number, megabytes: number): Promise<string[]>;
  /** All checks of all files; milliseconds and facts. */
  check(hashes: readonly string[]): Promise<{ ms: number; facts: FileFacts[] }>;
}

const page: PreflightPage = {
  async fill(tracks, megabytes) {
    const hashes: string[] = [];
    for (let seed = 0; seed < tracks; seed++) hashes.push(await ask({ seed, megabytes }));
    hashes.push(await ask('cover'));
    worker.terminate();
    return hashes;
  },

  async check(hashes) {
    const start = performance.now();
    const facts = await Promise.all(
      hashes.map((hash, i) => checkFile(hash, i === hashes.length - 1 ? 'image' : 'audio', () => undefined)),
    );
    return { ms: performance.now() - start, facts };
  },
};

Object.assign(globalThis, { preflightPage: page });
