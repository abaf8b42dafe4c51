import { ONSET_BANDS } from './features.ts';

/** Length of a frame in seconds; the real one is the nearest power of two in samples. */
const FRAME_SECONDS = 2048 / 44_100;
const LOWEST = 30;
const HIGHEST = 16_000;
/** Upper edges of the onset bands in Hz. */
const EDGES = [110, 220, 440, 880, 1760, 3520, 7040, Infinity] as const;
/** Upper edges of the bass regions in Hz; above the last one there are pitch classes. */
const BASS = [54, 75, 97, 120, 150, 190, 250, 370] as const;
const HIGHEST_PITCH = 3600;

/**
 * How spectra become bands, as flat tables that a kernel can take over byte by byte: triangular filters a semitone
 * apart (single bins where a bin is wider than that), their onset band, and their place in the tones.
 */
export interface FilterBank {
  /** Samples of a frame, a power of two. */
  readonly length: number;
  /** Hann window, scaled so that a sine of amplitude 1 has magnitude 1. */
  readonly window: Float32Array;
  readonly bands: number;
  /** First bin of each filter. */
  readonly firstBin: Int32Array;
  /** Where the weights of each filter begin in {@link weights}; one more entry than bands. */
  readonly weightAt: Int32Array;
  readonly weights: Float32Array;
  /** Onset band of each filter. */
  readonly onsetBand: Int32Array;
  /** Place of each filter in a row of tones, -1 for none. */
  readonly toneAt: Int32Array;
  /** 1 / number of filters for each onset band, for each place of a tone below the levels. */
  readonly onsetShare: Float32Array;
  readonly toneShare: Float32Array;
}

export function makeFilterBank(sampleRate: number): FilterBank {
  const length = 2 ** Math.max(6, Math.round(Math.log2(sampleRate * FRAME_SECONDS)));
  const window = Float32Array.from({ length }, (_, i) => (2 / length) * (1 - Math.cos((2 * Math.PI * i) / length)));
  const centres = centreBins(sampleRate, length);
  const bands = centres.length - 2;
  const firstBin = new Int32Array(bands);
  const weightAt = new Int32Array(bands + 1);
  const weights: number[] = [];
  const onsetBand = new Int32Array(bands);
  const toneAt = new Int32Array(bands);
  for (let band = 0; band < bands; band++) {
    const [left, centre, right] = centres.slice(band, band + 3) as [number, number, number];
    firstBin[band] = left + 1;
    for (let bin = left + 1; bin < right; bin++) {
      weights.push(bin <= centre ? (bin - left) / (centre - left) : (right - bin) / (right - centre));
    }
    weightAt[band + 1] = weights.length;
    const hertz = (centre * sampleRate) / length;
    onsetBand[band] = EDGES.findIndex((edge) => hertz < edge);
    toneAt[band] = toneOf(hertz);
  }
  const tables = { firstBin, weightAt, weights: Float32Array.from(weights), onsetBand, toneAt };
  return {
    length,
    window,
    bands,
    ...tables,
    onsetShare: shares(onsetBand, ONSET_BANDS),
    toneShare: shares(toneAt, 20),
  };
}

/** Bins a semitone apart, none twice, with one more on each side. */
function centreBins(sampleRate: number, length: number): number[] {
  const highest = Math.min(HIGHEST, 0.45 * sampleRate);
  const bins: number[] = [];
  for (let note = Math.ceil(12 * Math.log2(LOWEST / 440)); 440 * 2 ** (note / 12) < highest; note++) {
    const bin = Math.round((440 * 2 ** (note / 12) * length) / sampleRate);
    if (bin > (bins.at(-1) ?? 0)) bins.push(bin);
  }
  return bins;
}

function toneOf(hertz: number): number {
  const region = BASS.findIndex((edge) => hertz < edge);
  if (region >= 0) return 12 + region;
  if (hertz > HIGHEST_PITCH) return -1;
  return (((Math.round(12 * Math.log2(hertz / 440)) + 9) % 12) + 12) % 12;
}

function shares(of: Int32Array, count: number): Float32Array {
  const members = new Float32Array(count);
  for (const place of of) if (place >= 0) members[place] = (members[place] as number) + 1;
  return members.map((number) => 1 / Math.max(1, number));
}
