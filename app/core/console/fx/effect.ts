import type { Stereo } from '../block.ts';

/** Beats as an effect needs them; one object per deck, brought up to date before each block. */
export interface BeatClock {
  /** Frames of output for one beat. */
  frames: number;
  /** Beat at the block's first frame, fractional. */
  beat: number;
}

/** One kind of effect. It writes what is wet; dry and wet are mixed outside. */
export interface Effect {
  /** Whether its sound goes on after its input has stopped. */
  readonly rings: boolean;
  /**
   * Reads a stretch of `input` and writes the same stretch of `output`.
   *
   * @param amount 0 to 1: the one knob
   * @param beats period or delay, in beats
   */
  process(
    input: Stereo,
    output: Stereo,
    from: number,
    count: number,
    amount: number,
    beats: number,
    clock: BeatClock,
  ): void;
  /** Forgets all sound. */
  reset(): void;
}

/** Numbers that stand for the kinds in events. */
export const effectKinds = ['none', 'echo', 'reverb', 'flanger', 'phaser', 'crush', 'gate'] as const;

export type EffectKind = (typeof effectKinds)[number];
