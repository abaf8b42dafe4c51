/** Loudness to which tracks are brought, LUFS: what most club music has less than, so that little is turned up. */
export const AUTO_GAIN_LUFS = -14;
/** Farther than this no track is turned, dB. */
const MOST_DB = 15;

/** Gain that brings a track to the common loudness; 1 where its own is not known. */
export function autoGainFor(lufs: number | null): number {
  if (lufs === null || !Number.isFinite(lufs)) return 1;
  const db = Math.max(-MOST_DB, Math.min(MOST_DB, AUTO_GAIN_LUFS - lufs));
  return 10 ** (db / 20);
}
