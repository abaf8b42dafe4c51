import { type DeliveryRecord, firstDue, nextDue, requeueInterrupted } from '#server/db/deliveries.ts';
import { forgetOldEvents } from '#server/db/delivery-events.ts';
import { pollDelivery, runDelivery, type RunOptions } from './run.ts';

type QueueOptions = Omit<RunOptions, 'onChange'>;

/** Longest time until the queue looks again, whatever it was told. */
const LOOK_EVERY_MS = 60_000;
const SHORTEST_MS = 1_000;
const DAY_MS = 86_400_000;
const EVENTS_KEPT_DAYS = 30;

/**
 * Runs what waits: one delivery per account at a time, in the order of its queue. All that it knows is in the database,
 * so that it goes on where it was after any end of the server.
 */
export class DeliveryQueue {
  readonly #options: QueueOptions;
  readonly #running = new Map<string, { id: string; stop: AbortController; done: Promise<void> }>();
  readonly #watchers = new Set<(userId: string) => void>();
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  #isStopped = true;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  /** Goes on with what was interrupted, and works from now on. */
  async start(): Promise<void> {
    await requeueInterrupted(this.#options.orm);
    await forgetOldEvents(this.#options.orm, this.#options.timing.now() - EVENTS_KEPT_DAYS * DAY_MS);
    this.#isStopped = false;
    this.kick();
  }

  /** Halts what runs, at the next step, and waits for that. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    for (const { stop } of this.#running.values()) stop.abort();
    await this.idle();
  }

  /** Waits until nothing runs. */
  async idle(): Promise<void> {
    await this.#looking;
    await Promise.all([...this.#running.values()].map(({ done }) => done));
    if (this.#looking || this.#running.size > 0) await this.idle();
  }

  /** Something may have become due. */
  kick(): void {
    if (this.#isStopped) return;
    this.#lookAgain = true;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
  }

  /** Halts a user's running delivery, or that of this id; it goes back into the queue. */
  async halt(userId: string, id?: string): Promise<void> {
    const running = this.#running.get(userId);
    if (!running || (id !== undefined && running.id !== id)) return;
    running.stop.abort();
    await running.done;
  }

  /** Hears whose deliveries have changed. @returns stops hearing */
  watch(watcher: (userId: string) => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** Tells those who watch that a user's deliveries have changed. */
  readonly changed = (userId: string): void => {
    for (const watcher of this.#watchers) watcher(userId);
  };

  async #look(): Promise<void> {
    while (this.#lookAgain && !this.#isStopped) {
      this.#lookAgain = false;
      try {
        await this.#beginDue();
      } catch (error) {
        this.#options.report(error);
      }
    }
    await this.#wakeLater();
  }

  async #beginDue(): Promise<void> {
    const { orm, timing, accounts } = this.#options;
    for (const one of await firstDue(orm, accounts.provider, timing.now())) {
      if (!this.#running.has(one.userId)) this.#begin(one);
    }
  }

  #begin(one: DeliveryRecord): void {
    const stop = new AbortController();
    const options: RunOptions = { ...this.#options, onChange: this.changed };
    const work = one.state === 'queued' ? runDelivery(options, one, stop.signal) : pollDelivery(options, one);
    const done = work.catch(this.#options.report).finally(() => {
      this.#running.delete(one.userId);
      this.kick();
    });
    this.#running.set(one.userId, { id: one.id, stop, done });
  }

  async #wakeLater(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#isStopped) return;
    const wait = await this.#untilDue().catch((error: unknown) => {
      this.#options.report(error);
      return LOOK_EVERY_MS;
    });
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => this.kick(), wait);
    this.#timer.unref();
  }

  /** Milliseconds until something is due that nobody works on. */
  async #untilDue(): Promise<number> {
    const { orm, timing, accounts } = this.#options;
    // What runs tells when it has ended.
    const due = await nextDue(orm, accounts.provider, [...this.#running.keys()]);
    return due === null ? LOOK_EVERY_MS : Math.min(Math.max(due - timing.now(), SHORTEST_MS), LOOK_EVERY_MS);
  }
}
