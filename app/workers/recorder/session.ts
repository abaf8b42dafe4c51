import type { Take, TakeEnd, TakeGap } from '#contracts/records/take.ts';
import type { Marker } from '#contracts/records/track.ts';
import { BlockChain } from '#core/spool/chain.ts';
import type { BlockHash } from '#core/spool/format.ts';
import type { SpoolHead } from '#core/spool/head.ts';
import type { SpoolStore, SpoolWriter } from '#storage/spool/store.ts';

const SEGMENT_SECONDS = 30;
const FLUSH_MS = 1000;

/** What is known of a take before its first frame. */
export type TakeStart = Pick<Take, 'id' | 'name' | 'sampleRate' | 'channels' | 'deviceLabel' | 'startedAt'>;

/** Writes one take to its spool. The caller holds the take's lock and calls one method at a time. */
export class TakeSession {
  readonly #writer: SpoolWriter;
  readonly #chain: BlockChain;
  readonly #take: Take;
  /** Frames queued so far; `#take.frames` counts those on disk. */
  #position = 0;
  #segment = 0;
  #segmentStart = 0;
  #flushedAt = 0;
  #pending: Uint8Array[] = [];

  private constructor(writer: SpoolWriter, chain: BlockChain, take: Take) {
    this.#writer = writer;
    this.#chain = chain;
    this.#take = take;
  }

  /** Makes the spool with its first head block on disk. */
  static async begin(store: SpoolStore, hash: BlockHash, start: TakeStart): Promise<TakeSession> {
    const take: Take = {
      ...start,
      state: 'recording',
      endedBy: null,
      backend: store.backend,
      bitDepth: 24,
      frames: 0,
      missingFrames: 0,
      markers: [],
      gaps: [],
      blobHash: null,
      trackId: null,
    };
    const session = new TakeSession(await store.create(start.id), new BlockChain(hash), take);
    session.#queueHead(start.startedAt);
    await session.commit();
    session.#writer.flush();
    return session;
  }

  /** The frame of the take at which the next audio goes. */
  get position(): number {
    return this.#position;
  }

  /** The journal row as it is now. */
  get take(): Take {
    return { ...this.#take };
  }

  #queueHead(wallMs: number): void {
    const { id, name, backend, sampleRate, channels, bitDepth, deviceLabel, startedAt, markers, gaps } = this.#take;
    const head: SpoolHead = {
      ...{ id, name, backend, sampleRate, channels, bitDepth, deviceLabel, startedAt, markers, gaps },
      segment: this.#segment,
    };
    this.#pending.push(this.#chain.event('head', this.#position, wallMs, head));
  }

  /** Appends audio. It is on disk after {@link commit}. */
  queueAudio(channels: readonly Float32Array[], wallMs: number): void {
    this.#pending.push(this.#chain.audio(this.#position, wallMs, channels));
    this.#position += channels[0]?.length ?? 0;
  }

  /** Notes missing audio. Frames that were captured but not kept leave a hole of their length in the take. */
  queueGap(gap: TakeGap, lostFrames: number, wallMs: number): void {
    this.#pending.push(this.#chain.event('gap', gap.frame, wallMs, gap));
    this.#take.gaps = [...this.#take.gaps, gap];
    this.#take.missingFrames += lostFrames;
    this.#position += lostFrames;
  }

  queueMarker(marker: Marker, wallMs: number): void {
    this.#pending.push(this.#chain.event('marker', marker.frame, wallMs, marker));
    this.#take.markers = [...this.#take.markers, marker];
  }

  queuePause(reason: 'user' | 'device-lost', wallMs: number): void {
    this.#pending.push(this.#chain.event('pause', this.#position, wallMs, { reason }));
  }

  queueResume(wallMs: number): void {
    this.#pending.push(this.#chain.event('resume', this.#position, wallMs, {}));
  }

  /**
   * Writes what is queued, begins a new segment when it is time, and flushes once a second. What cannot be written is
   * forgotten, so that the take ends where the disk does.
   */
  async commit(): Promise<void> {
    await this.#append();
    const now = Date.now();
    if (this.#position - this.#segmentStart >= SEGMENT_SECONDS * this.#take.sampleRate) {
      await this.#writer.rotate();
      this.#segment++;
      this.#segmentStart = this.#position;
      this.#queueHead(now);
      await this.#append();
    } else if (now - this.#flushedAt >= FLUSH_MS) {
      this.#writer.flush();
      this.#flushedAt = now;
    }
  }

  async #append(): Promise<void> {
    const blocks = this.#pending;
    this.#pending = [];
    if (blocks.length === 0) return;
    try {
      await this.#writer.append(blocks.length === 1 && blocks[0] ? blocks[0] : concat(blocks));
    } catch (error) {
      this.#chain.rewind();
      this.#position = this.#take.frames;
      throw error;
    }
    this.#chain.keep();
    this.#take.frames = this.#position;
  }

  /** Closes the spool. After a failed write (`endedBy` other than `user`) the end block may not fit; that is no loss. */
  async end(endedBy: TakeEnd): Promise<Take> {
    this.#pending.push(this.#chain.event('end', this.#position, Date.now(), { endedBy }));
    try {
      await this.commit();
    } catch (error) {
      if (endedBy === 'user') throw error;
    } finally {
      await this.#writer.close();
    }
    return { ...this.#take, state: 'stopped', endedBy };
  }
}

function concat(blocks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    bytes.set(block, at);
    at += block.length;
  }
  return bytes;
}
