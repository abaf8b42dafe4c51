import { BLOCK, createStereo, type Stereo } from '../block.ts';
import { FADE_SEC } from '../deck/playback.ts';
import type { PageReader } from '../source/page-reader.ts';
import { MAX_SPEED, type DirectVoice, type FrameSource } from '../voice/direct.ts';

/** One sounding of a sample. The first frame is as its maker left it; an end and a stop fade, so that nothing clicks. */
export class SampleVoice implements FrameSource {
  private reader: PageReader | null = null;
  private position = 0;
  private loops = false;
  private isDying = false;
  /** Frames of output of a fade that are left, while dying. */
  private left = 0;
  private readonly sampleRate: number;
  private readonly fadeFrames: number;
  private readonly scratch: Stereo = createStereo(BLOCK);

  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
    this.fadeFrames = Math.ceil(FADE_SEC * sampleRate);
  }

  get isSounding(): boolean {
    return this.reader !== null;
  }

  start(reader: PageReader, loops: boolean): void {
    this.reader = reader;
    this.position = 0;
    this.loops = loops;
    this.isDying = false;
  }

  /** Falls silent within a few milliseconds. */
  die(): void {
    if (this.isDying) return;
    this.isDying = true;
    this.left = this.fadeFrames;
  }

  /**
   * Adds up to `count` frames from index `to` on.
   *
   * @param tempo 1 is the sample's own
   */
  render(direct: DirectVoice, tempo: number, out: Stereo, to: number, count: number): void {
    const { reader, scratch } = this;
    if (!reader) return;
    const pace = Math.min(MAX_SPEED, (tempo * reader.sampleRate) / this.sampleRate);
    const remaining = this.loops ? Infinity : Math.ceil((reader.frames - this.position) / pace);
    const run = Math.min(count, remaining, this.isDying ? this.left : Infinity);
    direct.render(this.loops ? this : reader, this.position, pace, scratch, 0, run);
    const ending = Math.min(this.fadeFrames, reader.frames / pace / 2);
    for (let i = 0; i < run; i++) {
      const gain = Math.min(1, (remaining - i) / ending) * (this.isDying ? (this.left - i) / this.fadeFrames : 1);
      out.left[to + i] = (out.left[to + i] as number) + (scratch.left[i] as number) * gain;
      out.right[to + i] = (out.right[to + i] as number) + (scratch.right[i] as number) * gain;
    }
    this.position += pace * run;
    if (this.loops && this.position >= reader.frames) this.position %= reader.frames;
    this.left -= run;
    if (run === remaining || (this.isDying && this.left <= 0)) this.reader = null;
  }

  /** Reads the sample as a ring: at the seam of a loop the interpolation sees the frames on both sides of it. */
  read(from: number, count: number, out: Stereo, to = 0): number {
    const { reader } = this;
    if (!reader) return 0;
    let missing = 0;
    for (let done = 0; done < count;) {
      const { frames } = reader;
      const at = (((from + done) % frames) + frames) % frames;
      const run = Math.min(count - done, frames - at);
      missing += reader.read(at, run, out, to + done);
      done += run;
    }
    return missing;
  }
}
