import { RATE } from '../synth/math.ts';

/** Beats per minute. Chosen so that a sixteenth is a whole number of frames: the grid is exact to the sample. */
export const BPM = 122.5;

export const STEPS_PER_BAR = 16;

/** Frames of a sixteenth. */
export const STEP_FRAMES = (RATE * 60) / BPM / 4;

export const BEAT_FRAMES = STEP_FRAMES * 4;
export const BAR_FRAMES = STEP_FRAMES * STEPS_PER_BAR;

/** Frames by which every second sixteenth of the hats comes late: 57 % swing. */
export const SWING_FRAMES = 756;

/** Frame of a step on the straight grid. */
export const frameOf = (bar: number, step: number): number => bar * BAR_FRAMES + step * STEP_FRAMES;

/** Frame of a step with swing. */
export const swungFrameOf = (bar: number, step: number): number =>
  frameOf(bar, step) + (step % 2 === 1 ? SWING_FRAMES : 0);
