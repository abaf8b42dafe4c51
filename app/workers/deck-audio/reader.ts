import { AppError } from '#contracts/errors/app-error.ts';
import { createPages, PAGE_FRAMES, type PageMemory } from '#core/console/source/page-memory.ts';
import { PageWriter } from '#core/console/source/page-writer.ts';
import type { BlobBytes } from '#storage/blobs/blob-bytes.ts';
import { findMusic } from '../media/decode.ts';
import { openAudio, readFailure, type OpenAudio } from '../media/open.ts';
import { waitForCall } from './call.ts';
import { PageStream } from './page-stream.ts';
import type { ReadFailure } from './protocol.ts';

/** Pages of one track in memory: 17 MB, 48 s at 44.1 kHz. */
const SLOTS = 256;
/** Pages that are decoded ahead of the play head, and kept behind it. */
const AHEAD = 130;
const BEHIND = 24;
/** Pages around a cue point: 0.7 s from a little before it on. */
const KEPT_PAGES = 4;
/** First pages, without which a track does not count as loaded. */
const FIRST_PAGES = 2;
const WAIT_MS = 1000;
/** What a jump needs before it: the key lock listens from a little before its place to a little behind it, s. */
const AROUND_SEC = 0.13;

/**
 * Keeps the pages of one track around the play head and its cue points in memory.
 *
 * @thread worker
 */
export class DeckReader {
  readonly memory: PageMemory;
  private readonly audio: OpenAudio;
  private readonly writer: PageWriter;
  private readonly stream: PageStream;
  private readonly urgent: { readonly page: number; readonly done: () => void }[] = [];
  private kept: readonly number[] = [];
  private closed = false;
  private failed = Infinity;
  private wake: () => void = () => {};

  private constructor(audio: OpenAudio, memory: PageMemory, writer: PageWriter, stream: PageStream) {
    this.audio = audio;
    this.memory = memory;
    this.writer = writer;
    this.stream = stream;
  }

  /** @param bytes the same file, where it can be read at once */
  static async open(
    blob: Blob,
    onFailure: (failure: ReadFailure) => void,
    bytes: BlobBytes | null = null,
  ): Promise<DeckReader> {
    const audio = await openAudio(blob, 'jumping', bytes);
    try {
      const music = await findMusic(audio, blob);
      const memory = createPages(Math.round(music.frames), audio.sampleRate, SLOTS);
      const writer = new PageWriter(memory);
      const reader = new DeckReader(audio, memory, writer, new PageStream(audio, music, writer, memory));
      for (let page = 0; page < Math.min(FIRST_PAGES, writer.pages); page++) await reader.stream.decode(page);
      void reader.run(onFailure);
      return reader;
    } catch (error) {
      audio[Symbol.dispose]();
      throw readFailure(error, audio.codec);
    }
  }

  ensure(frame: number): Promise<void> {
    const around = AROUND_SEC * this.memory.sampleRate;
    const first = Math.floor((frame - around) / PAGE_FRAMES);
    const last = Math.floor((frame + around) / PAGE_FRAMES);
    const all = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const pages = all.filter((page) => !this.writer.has(page));
    const waits = pages.map((page) => new Promise<void>((done) => this.urgent.push({ page, done })));
    this.wake();
    return Promise.all(waits).then(() => undefined);
  }

  async keep(frames: readonly number[]): Promise<void> {
    const pages = new Set<number>();
    for (const frame of frames) {
      const first = Math.floor(frame / PAGE_FRAMES) - 1;
      for (let page = first; page < first + KEPT_PAGES; page++) {
        if (page >= 0 && page < this.writer.pages) pages.add(page);
      }
    }
    this.kept = [...pages];
    this.writer.pin(pages);
    this.wake();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.wake();
    await this.stream.close();
    this.audio[Symbol.dispose]();
  }

  /** Decodes whatever is needed most, until closed. */
  private async run(onFailure: (failure: ReadFailure) => void): Promise<void> {
    while (!this.closed) {
      const seen = this.writer.calls;
      const page = this.mostNeeded();
      if (page < 0) {
        const woken = new Promise<void>((resolve) => (this.wake = resolve));
        await Promise.race([woken, waitForCall(this.memory, seen, WAIT_MS)]);
        continue;
      }
      try {
        await this.stream.decode(page);
      } catch (error) {
        if (this.closed) return;
        this.failed = Math.min(this.failed, page);
        await this.stream.close();
        onFailure(this.failureAt(page, error));
      }
      this.settle();
    }
  }

  private failureAt(page: number, error: unknown): ReadFailure {
    const known = readFailure(error, this.audio.codec);
    const { code, details } = known instanceof AppError ? known : new AppError('import.corrupt');
    return { error: { code, details }, fromSec: (page * PAGE_FRAMES) / this.memory.sampleRate };
  }

  /** Lets go of those whose page is there, or never will be. */
  private settle(): void {
    for (let i = this.urgent.length - 1; i >= 0; i--) {
      const { page, done } = this.urgent[i] as { page: number; done: () => void };
      if (!this.isWanted(page)) {
        this.urgent.splice(i, 1);
        done();
      }
    }
  }

  private isWanted(page: number): boolean {
    return page < this.failed && !this.writer.has(page);
  }

  /** The page to decode next, or -1: asked for, missed, ahead of the head, at cue points, behind the head. */
  private mostNeeded(): number {
    const { writer } = this;
    for (const { page } of this.urgent) if (this.isWanted(page)) return page;
    this.settle();
    const missing = writer.takeMissing();
    if (missing >= 0 && this.isWanted(missing)) return missing;
    const { head, direction } = writer;
    for (let away = 0; away <= AHEAD; away++) {
      const page = head + away * direction;
      if (page >= 0 && page < writer.pages && this.isWanted(page)) return this.batchStart(page, direction);
      if (away === KEPT_PAGES) {
        const kept = this.kept.find((one) => this.isWanted(one));
        if (kept !== undefined) return kept;
      }
    }
    for (let away = 1; away <= BEHIND; away++) {
      const page = head - away * direction;
      if (page >= 0 && page < writer.pages && this.isWanted(page)) return this.batchStart(page, -direction);
    }
    return -1;
  }

  /** Going backwards, some pages at a time are decoded forwards, as decoders do. */
  private batchStart(page: number, direction: number): number {
    if (direction > 0) return page;
    let start = page;
    while (start > 0 && page - start < 7 && this.isWanted(start - 1)) start--;
    return start;
  }
}
