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
  private readonly isClean: boolean;
  /** Samples taken in so far. */
  samples = 0;
  private filled = 0;
  private frames = 0;

  /**
   * @param onFrame gets the feed's own array, valid during the call
   * @param isClean whether what is pushed holds nothing but audio already, so that nobody looks twice
   */
  constructor(length: number, hop: number, onFrame: (frame: Float32Array) => void, isClean = false) {
    this.frame = new Float32Array(length);
    this.hop = hop;
    this.onFrame = onFrame;
    this.isClean = isClean;
  }

  push(samples: Float32Array, count = samples.length): void {
    this.samples += count;
    for (let at = 0; at < count;) {
      const room = Math.min(count - at, this.frame.length - this.filled);
      this.frame.set(samples.subarray(at, at + room), this.filled);
      if (!this.isClean) clean(this.frame, this.filled, room);
      this.filled += room;
      at += room;
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

/** Sets what is no audio to silence or to the ceiling; nearly always it only looks. */
function clean(frame: Float32Array, from: number, count: number): void {
  for (let i = from; i < from + count; i++) {
    const x = frame[i] as number;
    // Comparisons with what is not a number are false.
    if (!(x <= CEILING && x >= -CEILING)) frame[i] = Number.isFinite(x) ? Math.sign(x) * CEILING : 0;
  }
}
