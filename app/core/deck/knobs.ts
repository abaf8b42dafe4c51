/** Reach of the gain knob to either side, dB. */
const GAIN_DB = 12;
/** Most that a band of the equaliser is turned up, dB. */
const BOOST_DB = 6;

const fromDb = (db: number): number => 10 ** (db / 20);

/** Gain of the gain knob at `place` -1 to 1; exactly 1 in the middle. */
export const trimGain = (place: number): number => fromDb(GAIN_DB * place);

/** Gain of an equaliser knob at `place` -1 (nothing is left of the band) to 1; exactly 1 in the middle. */
export const bandGain = (place: number): number => (place < 0 ? (1 + place) ** 2 : fromDb(BOOST_DB * place));

/** Place of the gain knob for a gain. Inverse of {@link trimGain}. */
export const trimPlace = (gain: number): number => (20 * Math.log10(gain)) / GAIN_DB;

/** Place of an equaliser knob for a gain. Inverse of {@link bandGain}. */
export const bandPlace = (gain: number): number =>
  gain < 1 ? Math.sqrt(gain) - 1 : (20 * Math.log10(gain)) / BOOST_DB;

/** Decibels of a gain as a knob shows them, in tenths; null where nothing is left. */
export function decibels(gain: number): number | null {
  const tenths = Math.round(200 * Math.log10(gain)) / 10;
  // `+ 0` turns -0 into 0, which is written without a sign.
  return gain > 0 && tenths > -60 ? tenths + 0 : null;
}
