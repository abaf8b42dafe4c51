const mel = (hz: number): number => 2595 * Math.log10(1 + hz / 700);
const hertz = (mels: number): number => 700 * (10 ** (mels / 2595) - 1);

/** Triangular filters over the bins of a power spectrum, evenly spaced on the mel scale. */
export interface MelBands {
  /** First bin of each band, and one past its last. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Weights of all bands, one band after the other; those of a band sum to 1. */
  readonly weights: Float32Array;
}

/** @param length of the transform; bands above half the sample rate are empty */
export function melBands(sampleRate: number, length: number, bands: number, lowHz: number, highHz: number): MelBands {
  const step = (mel(highHz) - mel(lowHz)) / (bands + 1);
  const edges = Array.from({ length: bands + 2 }, (_, i) => (hertz(mel(lowHz) + i * step) * length) / sampleRate);
  const from = new Uint32Array(bands);
  const to = new Uint32Array(bands);
  const weights: number[] = [];
  for (let band = 0; band < bands; band++) {
    const [left = 0, middle = 0, right = 0] = edges.slice(band, band + 3);
    const first = Math.ceil(left);
    const end = Math.min(length / 2, Math.max(first + 1, Math.floor(right) + 1));
    from[band] = Math.min(first, end);
    to[band] = end;
    const shape = Array.from({ length: Math.max(0, end - first) }, (_, i) =>
      Math.max(1e-3, Math.min((first + i - left) / (middle - left), (right - first - i) / (right - middle))),
    );
    const sum = shape.reduce((total, weight) => total + weight, 0);
    weights.push(...shape.map((weight) => weight / sum));
  }
  return { from, to, weights: Float32Array.from(weights) };
}

/** Writes the mean power in each band. Four sums at a time: one would wait for itself at each bin. */
export function powersIn({ from, to, weights }: MelBands, power: ArrayLike<number>, out: Float64Array): void {
  for (let band = 0, at = 0; band < out.length; band++) {
    const end = to[band]!;
    let bin = from[band]!;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (; bin + 4 <= end; bin += 4, at += 4) {
      a += power[bin]! * weights[at]!;
      b += power[bin + 1]! * weights[at + 1]!;
      c += power[bin + 2]! * weights[at + 2]!;
      d += power[bin + 3]! * weights[at + 3]!;
    }
    for (; bin < end; bin++, at++) a += power[bin]! * weights[at]!;
    out[band] = a + b + (c + d);
  }
}
