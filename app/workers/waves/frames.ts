import type { WaveRendererKind, WaveStats } from './protocol.ts';

/** Frames that are remembered for {@link FrameTimes.take}: a minute at 60 a second. */
const REMEMBERED = 3600;

/** How long frames took, as far as somebody asks. */
export class FrameTimes {
  private draws: number[] = [];
  private intervals: number[] = [];
  private frames = 0;
  private before: number | null = null;

  /** @param at when the frame began, ms @param took time to draw, ms */
  add(at: number, took: number): void {
    this.frames++;
    if (this.draws.length < REMEMBERED) {
      this.draws.push(took);
      if (this.before !== null) this.intervals.push(at - this.before);
    }
    this.before = at;
  }

  /** The picture stands; the time until it moves again is no interval. */
  rest(): void {
    this.before = null;
  }

  /** What was measured since the last call. */
  take(renderer: WaveRendererKind): WaveStats {
    const stats = { renderer, frames: this.frames, drawMs: this.draws, intervalMs: this.intervals };
    this.draws = [];
    this.intervals = [];
    this.frames = 0;
    return stats;
  }
}
