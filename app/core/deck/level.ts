/** Quietest level that a meter shows, dBFS. */
const FLOOR_DB = -60;

/** Level of an amplitude in dBFS, null for silence below the meter's floor. */
export function toDbfs(amplitude: number): number | null {
  const db = 20 * Math.log10(amplitude);
  return db > FLOOR_DB ? db : null;
}

/** Place of an amplitude on the meter, 0 to 1, even in decibels. */
export function meterPlace(amplitude: number): number {
  const db = toDbfs(amplitude);
  return db === null ? 0 : Math.min(1, 1 - db / FLOOR_DB);
}
