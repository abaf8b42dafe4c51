import type { ConsoleEngine } from '#audio/engine/console-engine.ts';
import type { SetEntry, SetRow } from '#contracts/records/set.ts';
import { SetWatch } from '#core/set/watch.ts';
import { formatDate } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import { SetLogWriter } from '#storage/sets/log-writer.ts';
import { createSet, finishSet, holdSet, purgeSet } from '#storage/sets/sets.ts';
import type { HeldLock } from '#storage/takes/locks.ts';
import type { Sets } from './sets.svelte.ts';

const FLUSH_MS = 1000;

type SetFrames = Pick<SetRow, 'settledFrame' | 'firstFrame'>;

/** A set on its way to the disk. */
interface Running {
  readonly row: SetRow;
  readonly writer: SetLogWriter;
  /** The row is written and the set is held. */
  readonly created: Promise<HeldLock | null>;
  readonly timer: ReturnType<typeof setInterval>;
}

/** Writes down what is done on the decks: a set begins with the first play and ends by itself, or by {@link finish}. */
export class SetRecorder {
  /** What runs is a replay: not worth a set of its own. */
  discards = false;
  readonly #engine: ConsoleEngine;
  readonly #host: Sets;
  readonly #watch: SetWatch;
  #running: Running | null = null;

  constructor(engine: ConsoleEngine, host: Sets) {
    this.#engine = engine;
    this.#host = host;
    const sink = {
      begin: (frames: SetFrames, entries: readonly SetEntry[]) => this.#begin(frames, entries),
      add: (entries: readonly SetEntry[]) => this.#running?.writer.add(entries),
      reach: (endFrame: number) => this.#reach(endFrame),
      end: (endFrame: number) => this.#end(endFrame),
    };
    this.#watch = new SetWatch(engine.known, sink, engine.context.sampleRate);
    engine.onEvent((event) => this.#watch.event(event));
    engine.onTick((state) => this.#watch.tick(state, performance.now()));
  }

  /** Ends the set that runs. */
  finish(): void {
    this.#watch.finish(this.#engine.state);
  }

  #begin({ settledFrame, firstFrame }: SetFrames, entries: readonly SetEntry[]): void {
    const startedAt = Date.now();
    const row: SetRow = {
      id: crypto.randomUUID(),
      name: m.sets_name({ date: formatDate(startedAt) }),
      ...{ startedAt, endedAt: null, sampleRate: this.#engine.context.sampleRate },
      ...{ settledFrame, firstFrame, endFrame: firstFrame, tracks: [] },
      ...{ version: 0, versions: [{ version: 0, createdAt: startedAt }], deletedAt: null },
    };
    const writer = new SetLogWriter(row.id, firstFrame);
    writer.add(entries);
    // Held before it is written: no other page may take it for one that was cut off.
    const created = holdSet(row.id).then(async (lock) => {
      await createSet(row);
      return lock;
    });
    const running = { row, writer, created, timer: setInterval(() => void this.#flush(running), FLUSH_MS) };
    this.#running = running;
    this.#host.running = row;
    this.#host.elapsedSec = 0;
    this.#host.error = null;
    void this.#flush(running);
  }

  #reach(endFrame: number): void {
    const running = this.#running;
    if (!running) return;
    running.writer.reach(endFrame);
    const { firstFrame, sampleRate } = running.row;
    const elapsed = Math.floor((endFrame - firstFrame) / sampleRate);
    if (elapsed !== this.#host.elapsedSec) this.#host.elapsedSec = elapsed;
  }

  #end(endFrame: number): void {
    const running = this.#running;
    if (!running) return;
    clearInterval(running.timer);
    this.#running = null;
    this.#host.running = null;
    running.writer.reach(endFrame);
    const { discards } = this;
    this.discards = false;
    void this.#close(running, endFrame, discards);
  }

  async #close(running: Running, endFrame: number, discards: boolean): Promise<void> {
    const { row, created } = running;
    const endedAt = Date.now();
    await this.#flush(running);
    const lock = await created.catch(() => null);
    try {
      if (discards) return await purgeSet(row.id);
      await finishSet(row.id, endFrame, endedAt);
    } catch (error) {
      this.#host.error = error;
    } finally {
      lock?.release();
    }
  }

  async #flush({ created, writer }: Running): Promise<void> {
    try {
      await created;
      await writer.flush();
      this.#host.error = null;
    } catch (error) {
      this.#host.error = error;
    }
  }
}
