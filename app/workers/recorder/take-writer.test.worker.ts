import { expose } from 'comlink';
import { createBlockHash } from '#core/spool/hash.ts';
import { spoolOf } from '#storage/spool/spools.ts';
import { putTake } from '#storage/takes/journal.ts';
import { tryHold, tryHoldTake } from '#storage/takes/locks.ts';
import { TakeSession } from './session.ts';

/** A take to write, with audio that tells its own position. */
export interface WrittenTake {
  readonly id: string;
  readonly frames: number;
  readonly backend: 'opfs' | 'idb';
  /** Frames per second; small, so that a few thousand frames fill several segments of 30 s. */
  readonly sampleRate: number;
  /** End it like a user; otherwise it is left as a crash leaves it. */
  readonly ended: boolean;
}

const BLOCK = 512;

const writer = {
  async write({ id, frames, backend, sampleRate, ended }: WrittenTake) {
    const start = { id, name: `Take ${id}`, sampleRate, channels: 2, deviceLabel: 'Probe', startedAt: Date.now() };
    const session = await TakeSession.begin(spoolOf(backend), await createBlockHash(), start);
    await putTake(session.take);
    for (let at = 0; at < frames; at += BLOCK) {
      if (at === 2 * BLOCK) session.queueMarker({ frame: at, label: 'Here' }, Date.now());
      if (at === 3 * BLOCK) session.queueGap({ frame: at, lengthMs: 250, reason: 'suspended' }, 0, Date.now());
      const left = Float32Array.from({ length: Math.min(BLOCK, frames - at) }, (_, i) => ((at + i) % 32_768) / 32_768);
      session.queueAudio([left, left.map((x) => -x)], Date.now());
      await session.commit();
    }
    if (ended) await putTake(await session.end('user'));
  },
  /** Holds locks like a window that records, until the worker dies. */
  async hold(takeId: string) {
    await tryHold('recording');
    await tryHoldTake(takeId);
  },
};

export type TakeWriter = typeof writer;

expose(writer);
