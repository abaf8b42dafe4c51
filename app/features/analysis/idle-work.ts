import type { BlobHash } from '#contracts/records/track.ts';
import { outdatedAnalyses, queueAnalysis } from '#storage/analysis/jobs.ts';

/** Where no idle callback exists: long enough for what a person just began, milliseconds. */
const PAUSE_MS = 1_000;

/** Resolves when the page has nothing to do. */
export function idleMoment(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve());
    else setTimeout(resolve, PAUSE_MS);
  });
}

/** Old results that are to be computed anew, one after the other. Only a new program makes new ones. */
export class IdleWork {
  private readonly outdated = outdatedAnalyses();

  /** Puts the next blob on the queue and names it; null when all is done. */
  async next(): Promise<BlobHash | null> {
    const { value } = await this.outdated.next();
    if (value === undefined) return null;
    await queueAnalysis(value, 'idle');
    return value;
  }
}
