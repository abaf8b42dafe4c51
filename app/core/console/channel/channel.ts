import { BLOCK, createStereo, type Stereo } from '../block.ts';
import type { Deck } from '../deck/deck.ts';
import type { BeatClock } from '../fx/effect.ts';
import { EffectSlot } from '../fx/slot.ts';
import type { CrossfaderSide } from '../mixer/crossfader.ts';
import { LevelMeter } from '../mixer/level-meter.ts';
import { Smooth } from '../smooth.ts';
import { Equaliser } from './equaliser.ts';
import { FilterKnob } from './filter.ts';

/** What a channel carries: a deck, or the sampler. */
export interface Player {
  /** Writes `count` frames from index `from` on. */
  render(out: Stereo, from: number, count: number): void;
}

/** Effects in the chain of a channel. */
export const SLOTS = 3;

/**
 * The way of one deck through the mixer: trim, equaliser, filter, effects; then the fader. What stands before the fader
 * is what the headphones hear.
 */
export class Channel {
  readonly trim: Smooth;
  readonly equaliser: Equaliser;
  readonly filter: FilterKnob;
  readonly slots: readonly EffectSlot[];
  readonly fader: Smooth;
  /** Gain by the crossfader. */
  readonly cross: Smooth;
  /** 1 while the headphones hear this channel. */
  readonly cue: Smooth;
  readonly meter: LevelMeter;
  side: CrossfaderSide = 0;
  /** Gains that together are the trim. */
  gain = 1;
  autoGain = 1;
  /** The sound before the fader, valid until the next block. */
  readonly bus: Stereo = createStereo(BLOCK);
  private readonly clock: BeatClock = { frames: 22_050, beat: 0 };
  private readonly sampleRate: number;

  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
    this.trim = new Smooth(1, sampleRate);
    this.equaliser = new Equaliser(sampleRate);
    this.filter = new FilterKnob(sampleRate);
    this.slots = Array.from({ length: SLOTS }, () => new EffectSlot(sampleRate));
    this.fader = new Smooth(1, sampleRate);
    this.cross = new Smooth(1, sampleRate);
    this.cue = new Smooth(0, sampleRate);
    this.meter = new LevelMeter(sampleRate);
  }

  /**
   * Renders what plays here and what stands before the fader.
   *
   * @param timed the deck whose beat the effects keep to; null: as before
   */
  renderBus(player: Player, timed: Deck | null, from: number, count: number): void {
    const { bus } = this;
    if (timed) this.follow(timed);
    player.render(bus, from, count);
    this.trim.scale(bus.left, bus.right, from, from + count);
    this.equaliser.process(bus, from, count);
    this.filter.process(bus, from, count);
    for (let i = 0; i < SLOTS; i++) (this.slots[i] as EffectSlot).process(bus, from, count, this.clock);
    this.meter.process(bus, from, count);
  }

  /** Adds the channel to the headphones, then, through fader and crossfader, to the master. */
  send(master: Stereo, phones: Stereo, from: number, count: number): void {
    const { left, right } = this.bus;
    if (!this.cue.isSettled || this.cue.value !== 0) {
      for (let i = from; i < from + count; i++) {
        const gain = this.cue.step();
        phones.left[i] = (phones.left[i] as number) + (left[i] as number) * gain;
        phones.right[i] = (phones.right[i] as number) + (right[i] as number) * gain;
      }
    }
    this.fader.scale(left, right, from, from + count);
    this.cross.scale(left, right, from, from + count);
    for (let i = from; i < from + count; i++) {
      master.left[i] = (master.left[i] as number) + (left[i] as number);
      master.right[i] = (master.right[i] as number) + (right[i] as number);
    }
  }

  private follow({ grid, motion, positionSec, beat }: Deck): void {
    if (!grid) return;
    const bpm = grid.bpmAt(positionSec) * Math.max(0.25, Math.abs(motion.tempo));
    this.clock.frames = (60 / bpm) * this.sampleRate;
    this.clock.beat = Math.abs(beat);
  }
}
