/** Below -72 dBFS nothing is heard on its own. */
const SILENT = 10 ** (-72 / 20);

/** First and last frame of a stream that is more than silence, in any channel. */
export class SilenceEdges {
  /** Frame of the first sound; -1 while there was none. */
  first = -1;
  /** Frame of the last sound; -1 while there was none. */
  last = -1;

  /**
   * @param position frame at which the block begins
   * @param peak largest magnitude of the block
   */
  push(samples: Float32Array, frames: number, position: number, peak: number): void {
    if (!(peak > SILENT)) return;
    if (this.first < 0 || position < this.first) {
      const at = position + firstLoud(samples, frames);
      this.first = this.first < 0 ? at : Math.min(this.first, at);
    }
    this.last = Math.max(this.last, position + lastLoud(samples, frames));
  }
}

function firstLoud(samples: Float32Array, frames: number): number {
  for (let i = 0; i < frames; i++) if (Math.abs(samples[i] as number) > SILENT) return i;
  return frames;
}

function lastLoud(samples: Float32Array, frames: number): number {
  for (let i = frames - 1; i >= 0; i--) if (Math.abs(samples[i] as number) > SILENT) return i;
  return 0;
}
