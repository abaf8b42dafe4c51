import { BLOCK, createStereo, type Stereo } from '../block.ts';
import type { PageReader } from '../source/page-reader.ts';
import type { Stretcher } from '../stretch/stretcher.ts';
import { DirectVoice, MAX_SPEED } from '../voice/direct.ts';
import { KeyLock } from './key-lock.ts';
import { Loop } from './loop.ts';

/** Length of the ramps that keep starts, stops and jumps from clicking. */
export const FADE_SEC = 0.004;
/** How long the key-locked sound takes over from the plain one. */
const HANDOVER_SEC = 0.012;
/** Beyond these speeds the key is let go. */
const SLOWEST_LOCKED = 0.3;
const FASTEST_LOCKED = 3;

/**
 * The sound of one deck: where its play head is and what is heard there. After every start and jump the plain voice is
 * heard at once, exactly there; the key-locked one takes over as soon as it is whole. What sounded before a jump fades
 * out under it.
 */
export class Playback {
  readonly loop = new Loop();
  /** Frame of the track under the play head. */
  position = 0;
  /** Frames that were asked for and not there yet, over the deck's life. */
  missed = 0;
  /** Whether the key stays when the tempo changes. */
  keepsKey = false;
  /** Shift of the pitch in semitones. */
  pitch = 0;
  private reader: PageReader | null = null;
  /** Frames of the track for each frame of output at the track's own speed. */
  private base = 1;
  private readonly sampleRate: number;
  private readonly voice = new DirectVoice();
  private readonly keyLock: KeyLock | null;
  private readonly locked: Stereo = createStereo(BLOCK);
  private readonly fadeFrames: number;
  /** What fades out, from `tailAt` on. */
  private readonly tail: Stereo;
  private tailAt: number;
  private fadeIn = 0;
  private isLocked = false;
  private lockShare = 0;
  private direction = 1;

  constructor(sampleRate: number, stretcher: Stretcher | null) {
    this.sampleRate = sampleRate;
    this.keyLock = stretcher && new KeyLock(stretcher);
    this.fadeFrames = Math.ceil(FADE_SEC * sampleRate);
    this.tail = createStereo(this.fadeFrames);
    this.tailAt = this.fadeFrames;
  }

  get track(): PageReader | null {
    return this.reader;
  }

  /** Frames of the track for each second. */
  get trackRate(): number {
    return this.reader?.sampleRate ?? this.sampleRate;
  }

  /** Frames of the track for each frame of output at speed 1. */
  get ratio(): number {
    return this.base;
  }

  get isFading(): boolean {
    return this.tailAt < this.fadeFrames;
  }

  /** Puts a track on; the one before must be silent. */
  load(reader: PageReader | null): void {
    this.reader = reader;
    this.base = reader ? reader.sampleRate / this.sampleRate : 1;
    this.position = 0;
    this.loop.active = false;
    this.dropLock();
  }

  /** Begins to sound. The start of a track is as its maker left it; anywhere else a wave may be cut in the middle. */
  begin(): void {
    this.fadeIn = this.position > 0 ? this.fadeFrames : 0;
    this.dropLock();
  }

  /** Falls silent. */
  end(speed: number): void {
    this.keepTail(speed);
    this.dropLock();
  }

  /** Goes elsewhere while it sounds. */
  jump(position: number, speed: number): void {
    this.keepTail(speed);
    this.position = position;
    this.fadeIn = this.fadeFrames;
    this.dropLock();
  }

  /** The loop has changed: input that went the old way must not be heard. */
  loopChanged(): void {
    if (this.keyLock?.isPastSeam) this.dropLock();
  }

  /**
   * Writes `count` frames of output from index `to` on and moves the play head. The caller sees to it that no seam lies
   * inside.
   *
   * @param speed 1 is the track's own; 0 stands
   * @param steady whether the motor drives, so that the key can be kept
   */
  render(speed: number, steady: boolean, out: Stereo, to: number, count: number): void {
    const { reader } = this;
    if (reader && speed !== 0) {
      this.chooseVoice(reader, speed, steady);
      this.missed += this.sound(reader, speed, out, to, count);
      this.applyFadeIn(out, to, count);
      this.position += this.stepOf(speed) * count;
      reader.follow(this.position, speed);
    } else {
      out.left.fill(0, to, to + count);
      out.right.fill(0, to, to + count);
    }
    this.addTail(out, to, count);
  }

  /** Goes over the loop's seam when the play head has reached it. */
  passSeam(speed: number): void {
    const { loop, position } = this;
    const direction = speed < 0 ? -1 : 1;
    const isThere = direction > 0 ? position >= loop.end : position <= loop.start;
    if (!loop.active || !isThere) return;
    const folded = loop.fold(position, direction);
    const flows = this.keyLock?.passSeam() === true && this.lockShare === 1;
    if (flows) this.position = folded;
    else this.jump(folded, speed);
  }

  private stepOf(speed: number): number {
    const step = speed * this.base;
    return Math.max(-MAX_SPEED, Math.min(MAX_SPEED, step));
  }

  private chooseVoice(reader: PageReader, speed: number, steady: boolean): void {
    const pace = Math.abs(speed);
    const direction = speed < 0 ? -1 : 1;
    if (direction !== this.direction) this.dropLock();
    this.direction = direction;
    const changes = this.pitch !== 0 || (this.keepsKey && pace !== 1);
    const wants = steady && changes && pace >= SLOWEST_LOCKED && pace <= FASTEST_LOCKED && this.keyLock !== null;
    if (wants && this.keyLock) {
      const transposition = 2 ** (this.pitch / 12) * (this.keepsKey ? 1 : pace);
      if (this.isLocked || this.lockShare > 0) this.keyLock.transpose(transposition);
      else this.missed += this.keyLock.start(reader, this.loop, this.position, this.base, speed, transposition);
    }
    this.isLocked = wants;
  }

  private dropLock(): void {
    this.isLocked = false;
    this.lockShare = 0;
  }

  /** The sound at the play head without fades. */
  private sound(reader: PageReader, speed: number, out: Stereo, to: number, count: number): number {
    const { keyLock, isLocked } = this;
    if (!keyLock || (!isLocked && this.lockShare === 0)) {
      return this.voice.render(reader, this.position, this.stepOf(speed), out, to, count);
    }
    let missing = keyLock.render(reader, this.loop, this.base, speed, this.locked, 0, count);
    const target = isLocked && keyLock.isWarm ? 1 : 0;
    if (this.lockShare === 1 && target === 1) return this.copyLocked(out, to, count) + missing;
    missing += this.voice.render(reader, this.position, this.stepOf(speed), out, to, count);
    this.handOver(target, out, to, count);
    return missing;
  }

  private copyLocked(out: Stereo, to: number, count: number): number {
    for (let i = 0; i < count; i++) {
      out.left[to + i] = this.locked.left[i] as number;
      out.right[to + i] = this.locked.right[i] as number;
    }
    return 0;
  }

  private handOver(target: number, out: Stereo, to: number, count: number): void {
    const step = (target === 1 ? 1 : -1) / (HANDOVER_SEC * this.sampleRate);
    let share = this.lockShare;
    for (let i = 0; i < count; i++) {
      share = Math.max(0, Math.min(1, share + step));
      const l = out.left[to + i] as number;
      const r = out.right[to + i] as number;
      out.left[to + i] = l + ((this.locked.left[i] as number) - l) * share;
      out.right[to + i] = r + ((this.locked.right[i] as number) - r) * share;
    }
    this.lockShare = share;
  }

  private applyFadeIn(out: Stereo, to: number, count: number): void {
    for (let i = 0; i < count && this.fadeIn > 0; i++, this.fadeIn--) {
      const gain = 1 - this.fadeIn / this.fadeFrames;
      out.left[to + i] = (out.left[to + i] as number) * gain;
      out.right[to + i] = (out.right[to + i] as number) * gain;
    }
  }

  private addTail(out: Stereo, to: number, count: number): void {
    for (let i = 0; i < count && this.tailAt < this.fadeFrames; i++, this.tailAt++) {
      out.left[to + i] = (out.left[to + i] as number) + (this.tail.left[this.tailAt] as number);
      out.right[to + i] = (out.right[to + i] as number) + (this.tail.right[this.tailAt] as number);
    }
  }

  /** Renders what would have sounded next, to fade out, together with what is fading already. */
  private keepTail(speed: number): void {
    const { tail, fadeFrames, tailAt } = this;
    const left = fadeFrames - tailAt;
    tail.left.copyWithin(0, tailAt);
    tail.right.copyWithin(0, tailAt);
    tail.left.fill(0, left);
    tail.right.fill(0, left);
    this.tailAt = 0;
    if (!this.reader || speed === 0) return;
    const kept = this.position;
    for (let done = 0; done < fadeFrames;) {
      const run = Math.min(BLOCK, fadeFrames - done);
      this.sound(this.reader, speed, this.scratch, 0, run);
      this.applyFadeIn(this.scratch, 0, run);
      this.position += this.stepOf(speed) * run;
      for (let i = 0; i < run; i++) {
        const gain = 1 - (done + i) / fadeFrames;
        tail.left[done + i] = (tail.left[done + i] as number) + (this.scratch.left[i] as number) * gain;
        tail.right[done + i] = (tail.right[done + i] as number) + (this.scratch.right[i] as number) * gain;
      }
      done += run;
    }
    this.position = kept;
  }

  private readonly scratch: Stereo = createStereo(BLOCK);
}
