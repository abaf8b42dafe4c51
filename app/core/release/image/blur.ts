import type { Luma } from './luma.ts';

/** Length of the averaging that a sharp picture would mind, in pixels. */
const REACH = 5;

/**
 * How blurred a picture is, 0 (sharp) to 1: by how little another blur changes it. Null for one without any edge.
 *
 * @see Crete, Dolmiere, Ladret, Nicolas, "The blur effect: perception and estimation with a new no-reference perceptual
 *   blur metric", SPIE 2007
 */
export function blurOf(luma: Luma): number | null {
  const { width, height } = luma;
  const rows = along(luma, width, height, 1, width);
  const columns = along(luma, height, width, width, 1);
  if (rows === null || columns === null) return rows ?? columns;
  return Math.max(rows, columns);
}

/** Goes along `lines` lines of `length` pixels, `step` from one to the next, `lineStep` from line to line. */
function along({ data }: Luma, length: number, lines: number, step: number, lineStep: number): number | null {
  let [total, lost] = [0, 0];
  const box = 2 * REACH + 1;
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep;
    const pixel = (i: number) => data[start + i * step] as number;
    let sum = 0;
    for (let i = 0; i < box && i < length; i++) sum += pixel(i);
    let before = sum / box;
    for (let i = REACH + 1; i + REACH < length; i++) {
      sum += pixel(i + REACH) - pixel(i - REACH - 1);
      const smooth = sum / box;
      const sharp = Math.abs(pixel(i) - pixel(i - 1));
      total += sharp;
      lost += Math.max(0, sharp - Math.abs(smooth - before));
      before = smooth;
    }
  }
  // Less than half a step of brightness from pixel to pixel on average of 1000: nothing is drawn there.
  return total < lines * length * 0.0005 ? null : 1 - lost / total;
}
