/** How fast a hand on the platter is followed; s. */
const HAND_SEC = 0.004;
/** How fast the motor catches the platter again after a scratch; s. */
const CATCH_SEC = 0.012;
/** Frames between two steps of a speed that changes by itself. */
export const RAMP_FRAMES = 16;
const NEAR = 1e-4;

/**
 * How fast the platter turns: 1 is the track's own speed, 0 stands, negative runs backwards. The motor follows tempo,
 * bend and sync at once; hand, brake and spin-up change the speed little by little.
 */
export class Motion {
  /** Of the tempo fader or of sync. */
  tempo = 1;
  /** For as long as the platter is nudged: 0.02 is 2 % faster. */
  bend = 0;
  reverse = false;
  /** Where the hand moves the platter. */
  hand = 0;
  private drive: 'motor' | 'catch' | 'hand' | 'brake' | 'spin-up' = 'motor';
  private speed = 0;
  private perFrame = 0;
  private readonly sampleRate: number;

  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
  }

  /** The speed that the motor holds. */
  get motor(): number {
    return (this.reverse ? -1 : 1) * this.tempo * (1 + this.bend);
  }

  /** The speed now. */
  get current(): number {
    return this.drive === 'motor' ? this.motor : this.speed;
  }

  get isHeld(): boolean {
    return this.drive === 'hand';
  }

  get isBraking(): boolean {
    return this.drive === 'brake';
  }

  /** Whether the speed changes by itself. */
  get isRamping(): boolean {
    return this.drive !== 'motor';
  }

  /** The platter turns at the motor's speed from now on. */
  run(): void {
    this.drive = 'motor';
  }

  touch(isRunning: boolean): void {
    this.speed = isRunning ? this.current : 0;
    this.hand = 0;
    this.drive = 'hand';
  }

  release(): void {
    if (this.drive === 'hand') this.drive = 'catch';
  }

  /** Comes to a stand within `seconds`. */
  brake(seconds: number): void {
    this.speed = this.current;
    this.perFrame = -this.speed / Math.max(1, seconds * this.sampleRate);
    this.drive = 'brake';
  }

  /** Comes to speed from a stand within `seconds`. */
  spinUp(seconds: number): void {
    this.speed = 0;
    this.perFrame = this.motor / Math.max(1, seconds * this.sampleRate);
    this.drive = 'spin-up';
  }

  /** The speed for the next `frames` frames. */
  step(frames: number): number {
    if (this.drive === 'motor') return this.motor;
    if (this.drive === 'hand') return this.approach(this.hand, frames, HAND_SEC);
    if (this.drive === 'catch') {
      if (this.approach(this.motor, frames, CATCH_SEC) === this.motor) this.drive = 'motor';
    } else this.ramp(frames);
    return this.speed;
  }

  private approach(target: number, frames: number, seconds: number): number {
    this.speed += (target - this.speed) * (1 - Math.exp(-frames / (seconds * this.sampleRate)));
    if (Math.abs(target - this.speed) < NEAR) this.speed = target;
    return this.speed;
  }

  private ramp(frames: number): void {
    const next = this.speed + this.perFrame * frames;
    if (this.drive === 'brake') this.speed = next * this.perFrame >= 0 ? 0 : next;
    else if (Math.abs(next) >= Math.abs(this.motor)) {
      this.speed = this.motor;
      this.drive = 'motor';
    } else this.speed = next;
  }
}
