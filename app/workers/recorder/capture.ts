import { AppError } from '#contracts/errors/app-error.ts';
import type { Take, TakeEnd } from '#contracts/records/take.ts';
import { createBlockHash } from '#core/spool/hash.ts';
import type { RingMemory } from '#core/ring/layout.ts';
import { storageFailure } from '#storage/failure.ts';
import { bestSpool } from '#storage/spool/spools.ts';
import type { SpoolStore } from '#storage/spool/store.ts';
import { putTake } from '#storage/takes/journal.ts';
import { RECORDING_LOCK, tryHold, tryHoldTake, type HeldLock } from '#storage/takes/locks.ts';
import { CaptureLoop } from './capture-loop.ts';
import type { CaptureApi, NewTake, RecorderEvent } from './protocol.ts';
import { TakeSession } from './session.ts';

interface RunningTake {
  readonly session: TakeSession;
  readonly locks: readonly HeldLock[];
  pausedAt: number | null;
}

/** The capture side of the recorder worker. */
export class Capture implements CaptureApi {
  readonly #store: SpoolStore;
  readonly #hash = createBlockHash();
  #loop: CaptureLoop | null = null;
  #memory: { ring: RingMemory; sampleRate: number } | null = null;
  #listener: (event: RecorderEvent) => void = () => undefined;
  #running: RunningTake | null = null;

  constructor(store: SpoolStore = bestSpool()) {
    this.#store = store;
  }

  async attach(ring: RingMemory, sampleRate: number, listener: (event: RecorderEvent) => void): Promise<void> {
    await this.detach();
    this.#memory = { ring, sampleRate };
    this.#listener = listener;
    this.#loop = new CaptureLoop(ring, sampleRate, listener, (error) => this.#failed(error));
  }

  async detach(): Promise<void> {
    if (this.#running && this.#running.pausedAt === null) await this.pause('device-lost');
    await this.#loop?.stop();
    this.#loop = null;
  }

  async begin(start: NewTake): Promise<Take> {
    const { loop, memory } = this.#attached();
    if (this.#running) throw new AppError('capture.busy');
    const locks = await holdLocks(start.id);
    try {
      const hash = await this.#hash;
      const session = await loop.exclusive(async () => {
        if (this.#loop !== loop) throw new AppError('capture.no_device');
        await loop.catchUp();
        const format = { sampleRate: memory.sampleRate, channels: memory.ring.channels, startedAt: Date.now() };
        const begun = await TakeSession.begin(this.#store, hash, { ...start, ...format });
        loop.setSession(begun);
        return begun;
      });
      this.#running = { session, locks, pausedAt: null };
      await journal(session.take);
      return session.take;
    } catch (error) {
      for (const lock of locks) lock.release();
      throw storageFailure(error);
    }
  }

  async pause(reason: 'user' | 'device-lost'): Promise<void> {
    const { loop } = this.#attached();
    const running = this.#take();
    if (running.pausedAt !== null) return;
    await loop.exclusive(async () => {
      await loop.releaseSession();
      running.pausedAt = reason === 'device-lost' ? Date.now() : 0;
      running.session.queuePause(reason, Date.now());
      await running.session.commit();
    });
    await journal(running.session.take);
  }

  async resume(): Promise<void> {
    const { loop, memory } = this.#attached();
    const { session, pausedAt } = this.#take();
    if (pausedAt === null) return;
    const { sampleRate, channels, frames } = session.take;
    if (memory.sampleRate !== sampleRate || memory.ring.channels !== channels) throw new AppError('capture.failed');
    await loop.exclusive(async () => {
      await loop.catchUp();
      const now = Date.now();
      if (pausedAt > 0) {
        const gap = { frame: frames, lengthMs: now - pausedAt, reason: 'device-lost' } as const;
        session.queueGap(gap, 0, now);
        this.#listener({ type: 'gap', gap });
      }
      session.queueResume(now);
      await session.commit();
      loop.setSession(session);
      this.#take().pausedAt = null;
    });
  }

  async mark(wallMs: number, label: string) {
    const { loop } = this.#attached();
    const { session } = this.#take();
    const marker = await loop.exclusive(() => loop.mark(session, wallMs, label));
    await journal(session.take);
    return marker;
  }

  async end(endedBy: TakeEnd): Promise<Take> {
    const running = this.#take();
    const loop = this.#loop;
    await loop?.exclusive(() => loop.releaseSession());
    // A failure while the last frames were written has ended the take already.
    if (this.#running !== running) throw new AppError('storage.quota');
    return this.#close(running, endedBy);
  }

  async #close(running: RunningTake, endedBy: TakeEnd): Promise<Take> {
    this.#running = null;
    try {
      const take = await running.session.end(endedBy);
      await journal(take);
      return take;
    } finally {
      for (const lock of running.locks) lock.release();
    }
  }

  async #failed(cause: unknown): Promise<void> {
    const running = this.#running;
    if (running === null) return;
    const failure = storageFailure(cause);
    const error = failure instanceof AppError ? failure : new AppError('storage.unavailable');
    const take = await this.#close(running, error.code === 'storage.quota' ? 'disk-full' : 'failed');
    this.#listener({ type: 'ended', take, error: error.toData() });
  }

  #attached() {
    if (this.#loop === null || this.#memory === null) throw new AppError('capture.no_device');
    return { loop: this.#loop, memory: this.#memory };
  }

  #take(): RunningTake {
    if (this.#running === null) throw new AppError('capture.failed');
    return this.#running;
  }
}

async function holdLocks(takeId: string): Promise<HeldLock[]> {
  const recording = await tryHold(RECORDING_LOCK);
  if (recording === null) throw new AppError('capture.busy');
  const take = await tryHoldTake(takeId);
  if (take) return [recording, take];
  recording.release();
  throw new AppError('capture.busy');
}

/** The row is a convenience: a take must not stop because the database does not answer. */
async function journal(take: Take): Promise<void> {
  await putTake(take).catch(() => undefined);
}
