import type { Stereo } from '../block.ts';
import { Smooth } from '../smooth.ts';

/** Louder than this, the voice ducks the music; amplitude. */
const THRESHOLD = 0.01;
/** A pause in speech this long does not let the music up, s. */
const HOLD_SEC = 0.4;

/** The microphone channel: its own gain, and the gain by which it ducks the music. */
export class Microphone {
  /** 0 while it is off. */
  readonly gain: Smooth;
  /** Gain of the music under a voice; 1 does not duck. */
  depth = 1;
  attackSec = 0.05;
  releaseSec = 0.6;
  private readonly sampleRate: number;
  private duck = 1;
  private hold = 0;

  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
    this.gain = new Smooth(0, sampleRate);
  }

  get isIdle(): boolean {
    return this.gain.isSettled && this.gain.value === 0 && this.duck === 1;
  }

  /** Takes the input and lowers the music under it; `voice` then holds what is to be added. */
  process(voice: Stereo, music: Stereo, from: number, count: number): void {
    this.gain.scale(voice.left, voice.right, from, from + count);
    const attack = 1 - Math.exp(-1 / (this.attackSec * this.sampleRate));
    const release = 1 - Math.exp(-1 / (this.releaseSec * this.sampleRate));
    for (let i = from; i < from + count; i++) {
      const level = Math.max(Math.abs(voice.left[i] as number), Math.abs(voice.right[i] as number));
      if (level > THRESHOLD) this.hold = HOLD_SEC * this.sampleRate;
      else if (this.hold > 0) this.hold--;
      const target = this.hold > 0 ? this.depth : 1;
      if (this.duck !== target) {
        this.duck += (target - this.duck) * (target < this.duck ? attack : release);
        if (Math.abs(target - this.duck) < 1e-6) this.duck = target;
      }
      if (this.duck === 1) continue;
      music.left[i] = (music.left[i] as number) * this.duck;
      music.right[i] = (music.right[i] as number) * this.duck;
    }
  }
}
