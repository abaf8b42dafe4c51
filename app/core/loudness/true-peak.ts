/** Taps per phase, as in the example of ITU-R BS.1770-5, annex 2. */
export const TRUE_PEAK_TAPS = 12;
/** Rate in Hz to which a signal of 44.1 or 48 kHz is raised. */
const DENSE = 4 * 44_100;

/**
 * Windowed sincs that read a signal between its samples, {@link TRUE_PEAK_TAPS} weights each, one filter for each place:
 * three up to 48 kHz (four times oversampled), one from 88.2 kHz on, none from 176.4 kHz on, so that the rate that is
 * looked at is the same. Below 44.1 kHz there are three as well.
 */
export function truePeakFilters(sampleRate: number): Float64Array {
  const phases = Math.max(1, Math.min(4, Math.round(DENSE / sampleRate)));
  const filters = new Float64Array((phases - 1) * TRUE_PEAK_TAPS);
  for (let phase = 1; phase < phases; phase++) {
    const taps = Float64Array.from({ length: TRUE_PEAK_TAPS }, (_, tap) => {
      const x = tap - TRUE_PEAK_TAPS / 2 + 1 - phase / phases;
      return (Math.sin(Math.PI * x) / (Math.PI * x)) * Math.cos((Math.PI * x) / (TRUE_PEAK_TAPS + 1)) ** 2;
    });
    const sum = taps.reduce((total, tap) => total + tap, 0);
    filters.set(
      taps.map((tap) => tap / sum),
      (phase - 1) * TRUE_PEAK_TAPS,
    );
  }
  return filters;
}
