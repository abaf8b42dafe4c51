import { wrap, type Remote } from 'comlink';
import { AppError, type AppErrorData } from '#contracts/errors/app-error.ts';
import { carryAppErrors } from './errors.ts';
import { watchBeat } from './heartbeat.ts';
import { Turns } from './turns.ts';

/** How a pool gets its workers and keeps them. */
export interface PoolOptions {
  /** Starts a worker that offers its API by `serve`. */
  readonly spawn: () => Worker;
  /** Most workers at once. */
  readonly size: number;
  /** Milliseconds without work after which a worker ends and its memory goes back. */
  readonly idleMs?: number;
  /** Milliseconds without a turn of its event loop after which a working worker is given up, and what to say then. */
  readonly stall?: { readonly ms: number; readonly error: AppErrorData };
}

interface Slot<Api> {
  readonly worker: Worker;
  readonly api: Remote<Api>;
  /** Its first task is under way, for which it has to start. */
  isNew: boolean;
  idle: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Workers that start when there is work, take one task each at a time, in order, and end when idle. Cancelling a
 * running task ends its worker: whatever it was in the middle of, its memory is free again.
 *
 * @thread page
 */
export class WorkerPool<Api> {
  private readonly options: PoolOptions;
  private readonly turns: Turns;
  private readonly free: Slot<Api>[] = [];

  constructor(options: PoolOptions) {
    carryAppErrors();
    this.options = options;
    this.turns = new Turns(options.size);
  }

  /**
   * Runs one task when a worker is free.
   *
   * @throws AbortError when `signal` fires, the error of `stall` when the worker hangs, AppError `app.unexpected` when
   * it dies, or what the task throws
   */
  async run<T>(task: (api: Remote<Api>) => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.turns.take(signal);
    const watch = new AbortController();
    let slot: Slot<Api> | undefined;
    let healthy = false;
    try {
      slot = this.worker();
      const answer = task(slot.api).then(
        (result) => {
          healthy = true;
          return result;
        },
        (error: unknown) => {
          // Anything but an error of the table may have left the worker in any state.
          healthy = error instanceof AppError;
          throw error;
        },
      );
      return await Promise.race([answer, this.failureOf(slot, watch.signal, signal)]);
    } finally {
      watch.abort();
      if (slot) this.giveBack(slot, healthy);
      this.turns.giveBack();
    }
  }

  private worker(): Slot<Api> {
    const slot = this.free.pop();
    if (slot) {
      clearTimeout(slot.idle);
      return slot;
    }
    const worker = this.options.spawn();
    return { worker, api: wrap<Api>(worker), isNew: true, idle: undefined };
  }

  /** Rejects when the task is cancelled or its worker hangs or dies; never resolves. `over` ends the watch. */
  private failureOf({ worker, isNew }: Slot<Api>, over: AbortSignal, signal?: AbortSignal): Promise<never> {
    return new Promise((_, reject) => {
      const once = { once: true, signal: over };
      // Waiting for the turn took a moment in which the signal may have fired.
      if (signal?.aborted) reject(signal.reason);
      signal?.addEventListener('abort', () => reject(signal.reason), once);
      const died = (event: Event) => {
        const reason = event instanceof ErrorEvent ? event.message : event.type;
        reject(new AppError('app.unexpected', { reason }));
      };
      worker.addEventListener('error', died, once);
      worker.addEventListener('messageerror', died, once);
      const { stall } = this.options;
      if (!stall) return;
      over.addEventListener(
        'abort',
        watchBeat(worker, isNew, stall.ms, () => reject(AppError.fromData(stall.error))),
      );
    });
  }

  private giveBack(slot: Slot<Api>, healthy: boolean): void {
    if (!healthy) return slot.worker.terminate();
    slot.isNew = false;
    this.free.push(slot);
    slot.idle = setTimeout(() => {
      this.free.splice(this.free.indexOf(slot), 1);
      slot.worker.terminate();
    }, this.options.idleMs ?? 10_000);
  }
}
