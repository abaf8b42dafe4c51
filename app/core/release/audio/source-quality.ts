import type { Survey } from './survey.ts';

/** The steepest fall of a spectrum from below to above. */
export interface Edge {
  /** Hz. */
  readonly at: number;
  /** Decibels from what lies 100 to 600 Hz below to what lies 200 to 700 Hz above. */
  readonly dropDb: number;
  /** Mean level above, dB. */
  readonly floorDb: number;
  /** Highest level above, over 500 Hz, dB: a codec leaves nothing there. */
  readonly aboveDb: number;
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
    lossyProbability: isUpsampled ? 0 : lossyProbability(survey, edge),
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
export function steepestEdge({ levels, binHz }: Survey, sampleRate: number): Edge | null {
  const sums = new Float64Array(levels.length + 1);
  levels.forEach((level, i) => (sums[i + 1] = (sums[i] as number) + level));
  const mean = (fromHz: number, toHz: number) => {
    const from = Math.round(fromHz / binHz);
    const to = Math.max(from + 1, Math.min(levels.length, Math.round(toHz / binHz)));
    return ((sums[to] as number) - (sums[from] as number)) / (to - from);
  };
  let best: Edge | null = null;
  const top = sampleRate / 2 - 400;
  for (let at = FROM_HZ; at <= top - 300; at += binHz) {
    const floorDb = mean(at + 150, Math.min(at + 650, sampleRate / 2 - 50));
    const dropDb = mean(at - 600, at - 100) - floorDb;
    if (best && dropDb <= best.dropDb) continue;
    best = { at, dropDb, floorDb, aboveDb: 0 };
  }
  if (!best) return null;
  let aboveDb = best.floorDb;
  for (let at = best.at + 200; at < top; at += 250) aboveDb = Math.max(aboveDb, mean(at, at + 500));
  return { ...best, aboveDb };
}

/** Weighs the cut of the spectrum and the holes in it. */
function lossyProbability(survey: Survey, edge: Edge | null): number {
  const holes = survey.cells > 500 ? survey.holes / survey.cells : 0;
  const byHoles = logistic((holes - 0.01) * 400);
  const isCut = edge !== null && edge.at < 20_700 && edge.aboveDb < -80;
  const byCut = isCut ? logistic((edge.dropDb - STEEP_DB) / 4) : 0;
  return 1 - (1 - byHoles) * (1 - byCut);
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
