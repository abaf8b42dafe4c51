/** A net of one hidden layer over scaled inputs. */
export interface VocalModel {
  readonly mean: ArrayLike<number>;
  /** 1 / standard deviation. */
  readonly scale: ArrayLike<number>;
  /** A row for each unit. */
  readonly hidden: readonly ArrayLike<number>[];
  readonly hiddenBias: ArrayLike<number>;
  readonly output: ArrayLike<number>;
  readonly bias: number;
  /** Of the log odds, so that chances are what they say. */
  readonly slope: number;
}

/** A model as it is kept: base64 of single floats; rows of the hidden layer in steps of their own, a byte each. */
export interface PackedVocalModel extends Pick<VocalModel, 'bias' | 'slope'> {
  readonly mean: string;
  readonly scale: string;
  readonly steps: string;
  readonly hidden: string;
  readonly hiddenBias: string;
  readonly output: string;
}

/** Inputs far outside of what was learned from say no more than those at its border, in standard deviations. */
const FARTHEST = 4;

/** Probability of a voice by inputs as `voiceInputs` gives them. */
export function chanceOfVoice(model: VocalModel, inputs: ArrayLike<number>): number {
  const { mean, scale, hidden, hiddenBias, output, bias, slope } = model;
  const scaled = Float32Array.from(mean, (middle, i) =>
    Math.max(-FARTHEST, Math.min(FARTHEST, ((inputs[i] as number) - middle) * (scale[i] as number))),
  );
  let sum = bias;
  hidden.forEach((row, unit) => {
    let inner = hiddenBias[unit] as number;
    for (let i = 0; i < row.length; i++) inner += (row[i] as number) * (scaled[i] as number);
    sum += (output[unit] as number) * Math.tanh(inner);
  });
  return 1 / (1 + Math.exp(-slope * sum));
}

/** The model out of what is kept. */
export function unpacked({ bias, slope, ...packed }: PackedVocalModel): VocalModel {
  const mean = floats(packed.mean);
  const rows = new Int8Array(bytes(packed.hidden).buffer);
  return {
    ...{ mean, scale: floats(packed.scale), bias, slope },
    hidden: Array.from(floats(packed.steps), (step, unit) =>
      Float32Array.from(rows.subarray(unit * mean.length, (unit + 1) * mean.length), (weight) => weight * step),
    ),
    hiddenBias: floats(packed.hiddenBias),
    output: floats(packed.output),
  };
}

const bytes = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
const floats = (text: string) => new Float32Array(bytes(text).buffer);
