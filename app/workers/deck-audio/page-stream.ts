import { downmix } from '#core/decode/downmix.ts';
import { PAGE_FRAMES, type PageMemory } from '#core/console/source/page-memory.ts';
import { decodeFrom, type PlacedBlock } from '../media/decode-from.ts';
import type { Music } from '../media/decode.ts';
import type { OpenAudio } from '../media/open.ts';

/** Where decoded pages go. */
export interface PageSink {
  put(page: number, left: Float32Array, right: Float32Array): void;
}

type Blocks = AsyncGenerator<PlacedBlock>;

/** Decodes pages: one after the other where it can, from another place where it must. */
export class PageStream {
  private readonly audio: OpenAudio;
  private readonly music: Music;
  private readonly writer: PageSink;
  private readonly frames: number;
  private readonly page = [new Float32Array(PAGE_FRAMES), new Float32Array(PAGE_FRAMES)] as const;
  private blocks: Blocks | null = null;
  private block: PlacedBlock | null = null;
  /** Page that the running decoder gives next. */
  private next = -1;

  constructor(audio: OpenAudio, music: Music, writer: PageSink, memory: PageMemory) {
    this.audio = audio;
    this.music = music;
    this.writer = writer;
    this.frames = memory.frames;
  }

  /** Whether a page comes soon if decoding just goes on. */
  isNear(page: number): boolean {
    return this.blocks !== null && page >= this.next && page - this.next <= 2;
  }

  /** Decodes one page. Behind the last decodable frame there is silence. */
  async decode(page: number): Promise<void> {
    if (!this.isNear(page)) await this.restart(page);
    do {
      await this.fill(this.next);
      this.writer.put(this.next, this.page[0], this.page[1]);
      this.next++;
    } while (this.next <= page);
  }

  async close(): Promise<void> {
    const { blocks } = this;
    this.blocks = null;
    this.block = null;
    await blocks?.return(undefined);
  }

  private async restart(page: number): Promise<void> {
    await this.close();
    this.next = page;
    this.blocks = decodeFrom(this.audio, this.music, page * PAGE_FRAMES);
  }

  private async fill(page: number): Promise<void> {
    const start = page * PAGE_FRAMES;
    const end = Math.min(start + PAGE_FRAMES, this.frames);
    for (const side of this.page) side.fill(0);
    for (let at = start; at < end;) {
      this.block ??= await this.read();
      const { block } = this;
      if (!block) return;
      const first = Math.max(at, block.from);
      const last = Math.min(end, block.from + block.frames);
      if (last > first) {
        const planes = block.planes.slice(0, this.audio.channels);
        downmix(planes, first - block.from, last - first, this.page, first - start);
      }
      at = Math.max(at, last);
      if (block.from + block.frames <= end) this.block = null;
      else return;
    }
  }

  private async read(): Promise<PlacedBlock | null> {
    const result = await this.blocks?.next();
    return result && !result.done ? result.value : null;
  }
}
