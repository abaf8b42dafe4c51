/**
 * How well times fall together when they are wound around a circle of one period: 1 when all have the same phase,
 * near 0 when they are spread evenly; and that phase as a time.
 */
export function alignment(times: readonly number[], period: number): { strength: number; start: number } {
  const turn = (2 * Math.PI) / period;
  let x = 0;
  let y = 0;
  for (const time of times) {
    x += Math.cos(time * turn);
    y += Math.sin(time * turn);
  }
  return { strength: Math.hypot(x, y) / times.length, start: Math.atan2(y, x) / turn };
}
