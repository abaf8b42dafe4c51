/** Louder samples than this are broken floats, not audio. */
const CEILING = 1024;

/**
 * Cuts a stream of samples into overlapping frames. Numbers that are not finite count as silence, so that one broken
 * sample cannot spoil the spectra. Holds one frame; allocates nothing per call.
 */
export class FrameFeed {
  private readonly frame: Float32Array;
  private readonly hop: number;
  private readonly onFrame: (frame: Float32Array) => void;
  /** Samples taken in so far. */
  samples = 0;
  private filled = 0;
  private frames = 0;

  /** @param onFrame gets the feed's own array, valid during the call */
  constructor(length: number, hop: number, onFrame: (frame: Float32Array) => void) {
    this.frame = new Float32Array(length);
    this.hop = hop;
    this.onFrame = onFrame;
  }

  push(samples: Float32Array, count = samples.length): void {
    this.samples += count;
    for (let i = 0; i < count; i++) {
      const x = samples[i] as number;
      this.frame[this.filled++] = Number.isFinite(x) ? Math.min(CEILING, Math.max(-CEILING, x)) : 0;
      if (this.filled === this.frame.length) this.emit();
    }
  }

  /** Fills up the last frame with silence where samples wait that were in no frame yet. */
  finish(): void {
    const seen = this.frames === 0 ? 0 : this.frame.length - this.hop;
    if (this.filled <= seen) return;
    this.frame.fill(0, this.filled);
    this.emit();
  }

  private emit(): void {
    this.frames++;
    this.onFrame(this.frame);
    this.frame.copyWithin(0, this.hop);
    this.filled = this.frame.length - this.hop;
  }
}
