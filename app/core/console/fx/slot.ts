import { BLOCK, createStereo, type Stereo } from '../block.ts';
import { Smooth } from '../smooth.ts';
import { Crush } from './crush.ts';
import { Echo } from './echo.ts';
import { effectKinds, type BeatClock, type Effect, type EffectKind } from './effect.ts';
import { Flanger } from './flanger.ts';
import { Gate } from './gate.ts';
import { Phaser } from './phaser.ts';
import { Reverb } from './reverb.ts';

/** Quieter than this, -100 dBFS, for {@link QUIET_SEC}, an effect has rung out. */
const QUIET = 1e-5;
const QUIET_SEC = 3;

function create(kind: EffectKind, sampleRate: number): Effect | null {
  switch (kind) {
    case 'echo':
      return new Echo(sampleRate);
    case 'reverb':
      return new Reverb(sampleRate);
    case 'flanger':
      return new Flanger(sampleRate);
    case 'phaser':
      return new Phaser(sampleRate);
    case 'crush':
      return new Crush();
    case 'gate':
      return new Gate(sampleRate);
    default:
      return null;
  }
}

/** One effect of a unit: dry at 0, both in full at 0.5, wet alone at 1. While off or dry it changes not a bit. */
export class EffectSlot {
  readonly mix: Smooth;
  readonly amount: Smooth;
  /** 1 while the effect is on. What rings goes on ringing when it is switched off. */
  readonly send: Smooth;
  beats = 1;
  private readonly sampleRate: number;
  private readonly made = new Map<number, Effect | null>();
  private readonly input: Stereo = createStereo(BLOCK);
  private readonly wet: Stereo = createStereo(BLOCK);
  private effect: Effect | null = null;
  private quiet = Infinity;

  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
    this.mix = new Smooth(0.5, sampleRate);
    this.amount = new Smooth(0.5, sampleRate);
    this.send = new Smooth(0, sampleRate);
  }

  /** Makes an effect ready, outside of the audio thread's render call. */
  prepare(kind: number): void {
    const name = effectKinds[kind];
    if (name && !this.made.has(kind)) this.made.set(kind, create(name, this.sampleRate));
  }

  /** Takes another effect, which begins with nothing in it. */
  choose(kind: number): void {
    this.effect = this.made.get(kind) ?? null;
    this.effect?.reset();
    this.quiet = Infinity;
  }

  process(io: Stereo, from: number, count: number, clock: BeatClock): void {
    const { effect, send } = this;
    if (!effect) return this.skip();
    const isOff = send.isSettled && send.value === 0;
    if (isOff && (!effect.rings || this.quiet > QUIET_SEC * this.sampleRate)) {
      if (this.quiet !== Infinity) effect.reset();
      this.quiet = Infinity;
      return this.skip();
    }
    if (this.quiet === Infinity) this.quiet = 0;
    this.run(effect, io, from, count, clock);
  }

  private skip(): void {
    this.mix.jump(this.mix.target);
    this.amount.jump(this.amount.target);
    this.send.jump(this.send.target);
  }

  private run(effect: Effect, { left, right }: Stereo, from: number, count: number, clock: BeatClock): void {
    const { input, wet } = this;
    for (let i = 0; i < count; i++) {
      // Insert effects always hear the sound; those that ring hear it only while they are on.
      const gain = this.send.step();
      input.left[i] = (left[from + i] as number) * (effect.rings ? gain : 1);
      input.right[i] = (right[from + i] as number) * (effect.rings ? gain : 1);
      this.gains[i] = gain;
    }
    for (let i = 1; i < count; i++) this.amount.step();
    effect.process(input, wet, 0, count, this.amount.step(), this.beats, clock);
    let peak = 0;
    for (let i = 0; i < count; i++) {
      const mix = this.mix.step();
      const gain = this.gains[i] as number;
      const dry = 1 - (1 - Math.min(1, 2 - 2 * mix)) * gain;
      const share = Math.min(1, 2 * mix) * (effect.rings ? 1 : gain);
      const l = wet.left[i] as number;
      const r = wet.right[i] as number;
      left[from + i] = (left[from + i] as number) * dry + l * share;
      right[from + i] = (right[from + i] as number) * dry + r * share;
      peak = Math.max(peak, Math.abs(l), Math.abs(r));
    }
    this.quiet = peak < QUIET ? this.quiet + count : 0;
  }

  private readonly gains = new Float64Array(BLOCK);
}
