/** Energies of a stream by channel, and what two channels share. */
export interface ChannelSums {
  readonly frames: number;
  /** Sum of samples, of their squares, of left times right. */
  readonly sums: readonly number[];
  readonly energies: readonly number[];
  readonly cross: number;
}

/** What the channels of a file say about each other. */
export interface StereoFacts {
  readonly dcOffset: readonly number[];
  readonly isMonoAsStereo: boolean;
  readonly deadChannels: readonly number[];
  readonly isPolarityInverted: boolean;
}

/** Mean power of a channel that is dead while another is not: -80 dBFS. */
const DEAD = 1e-8;
/** The difference of the sides against their sum: 60 dB below is rounding or dither. */
const EQUAL = 1e-6;
/** Nobody mixes like this over a whole file. */
const OPPOSITE = -0.5;

/** Judges the channels of a whole file. */
export function stereoFacts({ frames, sums, energies, cross }: ChannelSums): StereoFacts {
  const dcOffset = sums.map((sum) => (frames > 0 ? sum / frames : 0));
  const isDead = (energy: number) => energy <= DEAD * frames;
  const hasSound = energies.some((energy) => !isDead(energy));
  const deadChannels = energies.flatMap((energy, channel) => (hasSound && isDead(energy) ? [channel] : []));
  const [left = 0, right = 0] = energies;
  const isPair = energies.length === 2 && hasSound && deadChannels.length === 0;
  return {
    dcOffset,
    deadChannels,
    isMonoAsStereo: isPair && left + right - 2 * cross < EQUAL * (left + right + 2 * cross),
    isPolarityInverted: isPair && cross < OPPOSITE * Math.sqrt(left) * Math.sqrt(right),
  };
}
