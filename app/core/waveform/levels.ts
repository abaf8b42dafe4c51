import type { PeakLevel, WaveformPeaks } from '#contracts/records/analysis.ts';

/** Columns of the waveform that one of the overview covers: about nine remain for each second. */
const OVERVIEW = 16;

/** Every `factor` columns as one, which is as high as the highest of them. */
function coarser(level: PeakLevel, factor: number): PeakLevel {
  const columns = Math.ceil(level.columns / factor);
  const highest = (fine: Uint8Array) => {
    const coarse = new Uint8Array(columns);
    fine.forEach((value, i) => {
      const at = Math.floor(i / factor);
      if (value > (coarse[at] as number)) coarse[at] = value;
    });
    return coarse;
  };
  return {
    framesPerColumn: level.framesPerColumn * factor,
    columns,
    low: highest(level.low),
    mid: highest(level.mid),
    high: highest(level.high),
    peak: highest(level.peak),
  };
}

/** A waveform with its overview. */
export const withOverview = (level: PeakLevel): Omit<WaveformPeaks, 'blobHash' | 'sampleRate'> => ({
  ...level,
  overview: coarser(level, OVERVIEW),
});

/** What to draw where many seconds share a pixel; older records have the waveform alone. */
export const overviewOf = (peaks: WaveformPeaks): PeakLevel => peaks.overview ?? peaks;
