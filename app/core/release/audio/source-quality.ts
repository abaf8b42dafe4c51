import type { Survey } from './survey.ts';

/** The steepest fall of a spectrum from below to above. */
interface Edge {
  /** Hz. */
  readonly at: number;
  /** Decibels from what lies 100 to 600 Hz below to what lies 200 to 700 Hz above. */
  readonly dropDb: number;
}

/** Where audio comes from, by its spectra. */
export interface SourceQuality {
  readonly bandwidthHz: number | null;
  readonly isUpsampled: boolean;
  readonly lossyProbability: number;
}

const FROM_HZ = 7000;
/** A fall of this many decibels is made by a filter, not by an instrument. */
const STEEP_DB = 24;
/** Rates that music comes from, Hz. */
const rates = [16_000, 22_050, 24_000, 44_100, 48_000, 88_200, 96_000];
/** Fewer spectra are too few to judge by. */
const LEAST_FRAMES = 24;

/** Judges the surveyed spectra of a file of this sample rate. */
export function sourceQuality(survey: Survey, sampleRate: number): SourceQuality {
  if (survey.frames < LEAST_FRAMES) return { bandwidthHz: null, isUpsampled: false, lossyProbability: 0 };
  const edge = steepestEdge(survey, sampleRate);
  const isEdge = edge !== null && edge.dropDb >= STEEP_DB;
  const isUpsampled = isEdge && cutBySourceRate(edge.at, sampleRate);
  return {
    bandwidthHz: isEdge ? Math.round(edge.at) : sampleRate / 2,
    isUpsampled,
    lossyProbability: isUpsampled ? 0 : lossyProbability(survey, sampleRate),
  };
}

/** Whether a spectrum ends just below half of a smaller sample rate, where resamplers cut. */
function cutBySourceRate(at: number, sampleRate: number): boolean {
  return rates.some((rate) => {
    const half = rate / 2;
    // Between 12 and 20 kHz codecs cut more often than resamplers.
    return rate < 0.95 * sampleRate && at > 0.9 * half && at < 1.02 * half && (half <= 12_000 || half >= 22_000);
  });
}

/** Finds the steepest fall of the mean spectrum above 7 kHz. */
function steepestEdge({ levels, binHz }: Survey, sampleRate: number): Edge | null {
  const mean = meansOf(levels, binHz);
  let best: Edge | null = null;
  const top = sampleRate / 2 - 400;
  for (let at = FROM_HZ; at <= top - 300; at += binHz) {
    const floorDb = mean(at + 150, Math.min(at + 650, sampleRate / 2 - 50));
    const dropDb = mean(at - 600, at - 100) - floorDb;
    if (best && dropDb <= best.dropDb) continue;
    best = { at, dropDb };
  }
  return best;
}

/** Where the sound ends and nothing but rounding noise is left above. */
interface End {
  /** Hz. */
  readonly at: number;
  /** Decibels from just below to the loudest that is anywhere above. */
  readonly dropDb: number;
}

/** Levels from here on are the noise of 16-bit rounding, or less, dB. */
const NOTHING = -88;
/** Codecs that anybody would mind end below; converters above, Hz. */
const CODEC_END = 20_400;
/**
 * A fall at which one is as likely as not. Of originals it stays below 7 dB within 400 Hz, of decoded MP3, AAC and Vorbis it
 * is 10 to 60 dB.
 */
const CODEC_DROP = 9;
const CODEC_SPREAD = 0.75;
/** Share of holes from which a codec is as likely as not, and how sure each hundredth more makes. */
const HOLES = 0.01;

/** Finds the steepest end of a sound: codecs leave nothing above a frequency, instruments fade away. */
function steepestEnd({ levels, binHz }: Survey, sampleRate: number): End | null {
  const mean = meansOf(levels, binHz);
  const top = sampleRate / 2 - 100;
  let aboveDb = Number.NEGATIVE_INFINITY;
  let best: End | null = null;
  for (let at = top - 600; at > FROM_HZ; at -= binHz) {
    aboveDb = Math.max(aboveDb, mean(at + 200, at + 500));
    if (aboveDb > NOTHING) break;
    const dropDb = mean(at - 500, at - 100) - aboveDb;
    if (!best || dropDb > best.dropDb) best = { at, dropDb };
  }
  return best;
}

/** Weighs how the spectrum ends and the holes in it. */
function lossyProbability(survey: Survey, sampleRate: number): number {
  const holes = survey.cells > 500 ? survey.holes / survey.cells : 0;
  const byHoles = logistic((holes - HOLES) * 400);
  const end = steepestEnd(survey, sampleRate);
  const byEnd = end && end.at < CODEC_END ? logistic((end.dropDb - CODEC_DROP) / CODEC_SPREAD) : 0;
  return 1 - (1 - byHoles) * (1 - byEnd);
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Mean levels between two frequencies. */
function meansOf(levels: Float64Array, binHz: number): (fromHz: number, toHz: number) => number {
  const sums = new Float64Array(levels.length + 1);
  levels.forEach((level, i) => (sums[i + 1] = (sums[i] as number) + level));
  return (fromHz, toHz) => {
    const from = Math.round(fromHz / binHz);
    const to = Math.max(from + 1, Math.min(levels.length, Math.round(toHz / binHz)));
    return ((sums[to] as number) - (sums[from] as number)) / (to - from);
  };
}
