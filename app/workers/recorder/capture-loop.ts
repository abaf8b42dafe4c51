import type { TakeGap } from '#contracts/records/take.ts';
import type { Marker } from '#contracts/records/track.ts';
import { ColumnMaker } from '#core/capture/columns.ts';
import { LevelMeter } from '#core/capture/meter.ts';
import { StreamClock } from '#core/capture/stream-clock.ts';
import { BATCH_FRAMES, type RingMemory } from '#core/ring/layout.ts';
import { RingReader, type RingFrames, type RingItem } from '#core/ring/reader.ts';
import type { RecorderEvent } from './protocol.ts';
import type { TakeSession } from './session.ts';
import { SilenceWatch } from './silence-watch.ts';

const REPORT_MS = 50;
const WAIT_MS = 20;

/**
 * Drains one ring for as long as an input is attached: everything feeds the meters, and the take when one is set.
 * Methods and the loop's own turns never overlap.
 */
export class CaptureLoop {
  readonly #reader: RingReader;
  readonly #sampleRate: number;
  readonly #clock: StreamClock;
  readonly #meter: LevelMeter;
  readonly #columns: ColumnMaker;
  readonly #silence = new SilenceWatch(Date.now());
  readonly #listener: (event: RecorderEvent) => void;
  readonly #failed: (error: unknown) => Promise<void>;
  #session: TakeSession | null = null;
  #dropped = 0;
  #reportedAt = 0;
  #running = true;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param failed called once when the take cannot be written any more; the loop has let go of it then */
  constructor(
    memory: RingMemory,
    sampleRate: number,
    listener: (event: RecorderEvent) => void,
    failed: (error: unknown) => Promise<void>,
  ) {
    this.#reader = new RingReader(memory);
    this.#sampleRate = sampleRate;
    this.#clock = new StreamClock(sampleRate);
    this.#meter = new LevelMeter(sampleRate, memory.channels);
    this.#columns = new ColumnMaker(sampleRate);
    this.#listener = listener;
    this.#failed = failed;
    void this.#run();
  }

  async #run(): Promise<void> {
    while (this.#running) {
      await this.#reader.wait(WAIT_MS);
      await this.exclusive(() => this.#drain(false));
      this.#report();
    }
  }

  /** Runs `work` between two turns of the loop. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** From the frame after the last one read on, audio goes into `session`. Call within {@link exclusive}. */
  setSession(session: TakeSession): void {
    this.#session = session;
  }

  /** Writes all audio that has arrived and lets go of the take. Call within {@link exclusive}. */
  async releaseSession(): Promise<void> {
    await this.#drain(true);
    this.#session = null;
  }

  /** Passes on what arrived so far without a take, so that a take begins now. Call within {@link exclusive}. */
  catchUp(): Promise<void> {
    return this.#drain(true);
  }

  async #drain(partial: boolean): Promise<void> {
    try {
      for (let item = this.#reader.next(partial); item; item = this.#reader.next(partial)) this.#take(item);
      await this.#session?.commit();
    } catch (error) {
      this.#session = null;
      await this.#failed(error);
    }
  }

  #take(item: RingItem): void {
    if (item.kind === 'overrun') {
      const frame = this.#session?.position ?? 0;
      this.#gap({ frame, lengthMs: (item.frames / this.#sampleRate) * 1000, reason: 'overrun' }, item.frames);
      this.#dropped += item.frames;
    } else if (item.kind === 'stall') this.#clock.stalled(item.position + this.#dropped);
    else this.#frames(item);
  }

  #frames(item: RingFrames): void {
    this.#silence.frames(Date.now());
    const inBatch = item.position % BATCH_FRAMES;
    const hole = inBatch === 0 ? this.#clock.stamp(item.position + this.#dropped, item.wallMs) : null;
    if (hole) {
      const frame = this.#takeFrame(hole.position);
      this.#gap({ frame, lengthMs: hole.lengthMs, reason: 'suspended' }, 0);
    }
    // Quantising and metering copy the samples, so the memory may go back at once.
    this.#meter.add(item.channels);
    this.#session?.queueAudio(item.channels, item.wallMs + (inBatch / this.#sampleRate) * 1000);
    if (this.#session) this.#columns.add(item.channels);
    this.#reader.release(item.frames);
  }

  /** The frame of the take at a position of the stream that is not long ago or soon to come. */
  #takeFrame(streamPosition: number): number {
    const position = this.#session?.position ?? 0;
    return Math.max(0, Math.round(position + streamPosition - (this.#reader.position + this.#dropped)));
  }

  #gap(gap: TakeGap, lostFrames: number): void {
    if (this.#session === null) return;
    this.#session.queueGap(gap, lostFrames, Date.now());
    this.#listener({ type: 'gap', gap });
  }

  /** Puts a marker at the frame recorded at `wallMs`, which may not have arrived yet. Within {@link exclusive}. */
  async mark(session: TakeSession, wallMs: number, label: string): Promise<Marker> {
    const position = this.#session ? this.#clock.positionAt(wallMs) : null;
    const frame = position === null ? session.position : this.#takeFrame(position);
    const marker = { frame, label };
    session.queueMarker(marker, wallMs);
    await session.commit();
    return marker;
  }

  #report(): void {
    const now = Date.now();
    const silence = this.#silence.check(now);
    if (silence !== null) this.#listener({ type: 'silence', reason: silence });
    if (now - this.#reportedAt < REPORT_MS) return;
    this.#reportedAt = now;
    const levels = this.#meter.report();
    this.#silence.levels(levels, now);
    const frames = this.#session?.take.frames ?? null;
    this.#listener({ type: 'levels', levels, columns: this.#columns.take(), frames });
  }

  /** Ends the loop; the ring is not read any more. */
  async stop(): Promise<void> {
    this.#running = false;
    await this.#turn;
  }
}
