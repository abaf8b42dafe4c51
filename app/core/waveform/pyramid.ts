import type { WaveformPeaks } from '#contracts/records/analysis.ts';

/** One resolution of a pyramid. */
export interface PyramidLevel {
  /** Index of its first column among all columns of the pyramid. */
  readonly offset: number;
  readonly columns: number;
}

/**
 * Peaks in halving resolutions, one behind the other: column `i` of level `n` is the loudest of columns `2i` and `2i + 1`
 * of the level before. Four bytes a column: low, mid, high, whole band. Level 0 is the peaks as they were measured.
 */
export interface PeakPyramid {
  readonly columns: Uint8Array;
  readonly levels: readonly PyramidLevel[];
  /** Of level 0. */
  readonly columnsPerSecond: number;
  /** Factor by which the loudest band fills the height; 1 = full scale. */
  readonly gain: number;
}

/** Below so many columns a coarser level helps nobody. */
const COARSEST = 64;

function layout(columns: number): PyramidLevel[] {
  const levels: PyramidLevel[] = [];
  for (let offset = 0, count = columns; ; count = Math.ceil(count / 2)) {
    levels.push({ offset, columns: count });
    if (count <= COARSEST) return levels;
    offset += count;
  }
}

/** Builds all levels: twice the bytes of the peaks. */
export function buildPyramid(peaks: WaveformPeaks): PeakPyramid {
  const { low, mid, high, peak } = peaks;
  const levels = layout(peaks.columns);
  const last = levels.at(-1) as PyramidLevel;
  const columns = new Uint8Array(4 * (last.offset + last.columns));
  let most = 1;
  for (let i = 0; i < peaks.columns; i++) {
    const bands = [low[i] ?? 0, mid[i] ?? 0, high[i] ?? 0] as const;
    most = Math.max(most, ...bands);
    columns.set([...bands, peak[i] ?? 0], 4 * i);
  }
  for (let n = 1; n < levels.length; n++) halve(columns, levels[n - 1] as PyramidLevel, levels[n] as PyramidLevel);
  return { columns, levels, columnsPerSecond: peaks.sampleRate / peaks.framesPerColumn, gain: 255 / most };
}

function halve(columns: Uint8Array, fine: PyramidLevel, coarse: PyramidLevel): void {
  const end = 4 * (fine.offset + fine.columns);
  for (let i = 0; i < 4 * coarse.columns; i++) {
    const left = 4 * fine.offset + 8 * (i >> 2) + (i & 3);
    const right = left + 4 < end ? (columns[left + 4] as number) : 0;
    columns[4 * coarse.offset + i] = Math.max(columns[left] as number, right);
  }
}

/**
 * The level whose columns are one to two pixels wide: then no column is left out, and none is a block. The finest where
 * its columns are wider still.
 *
 * @param columnsPerPixel of level 0
 */
export function levelFor({ levels }: PeakPyramid, columnsPerPixel: number): number {
  const wanted = Math.ceil(Math.log2(Math.max(columnsPerPixel, 1e-9)) - 1e-9);
  return Math.min(levels.length - 1, Math.max(0, wanted));
}
