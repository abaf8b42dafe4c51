/** Time constant of each of the two stages, s. Steps of a control at 60 Hz melt into one another. */
const STAGE_SEC = 0.004;
/** Nearer than this to its target a value is there, exactly. */
const NEAR = 1e-7;

/**
 * A control value that moves without steps or corners: two one-pole stages in a row. It reaches its target exactly, after
 * some 70 ms, so that a neutral setting leaves the sound bit for bit.
 */
export class Smooth {
  value: number;
  target: number;
  private between: number;
  private readonly share: number;

  constructor(value: number, sampleRate: number) {
    this.value = value;
    this.target = value;
    this.between = value;
    this.share = 1 - Math.exp(-1 / (STAGE_SEC * sampleRate));
  }

  get isSettled(): boolean {
    return this.value === this.target;
  }

  /** Goes there at once, for what cannot be heard yet. */
  jump(value: number): void {
    this.value = value;
    this.target = value;
    this.between = value;
  }

  /** The next sample's value. */
  step(): number {
    const { target, share } = this;
    if (this.value === target) return target;
    this.between += (target - this.between) * share;
    this.value += (this.between - this.value) * share;
    if (Math.abs(this.value - target) < NEAR && Math.abs(this.between - target) < NEAR) {
      this.value = target;
      this.between = target;
    }
    return this.value;
  }

  /** Multiplies a stretch of both channels. */
  scale(left: Float32Array, right: Float32Array, from: number, to: number): void {
    if (this.isSettled) {
      const { value } = this;
      if (value === 1) return;
      for (let i = from; i < to; i++) {
        left[i] = (left[i] as number) * value;
        right[i] = (right[i] as number) * value;
      }
      return;
    }
    for (let i = from; i < to; i++) {
      const gain = this.step();
      left[i] = (left[i] as number) * gain;
      right[i] = (right[i] as number) * gain;
    }
  }
}
