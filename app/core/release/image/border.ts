import type { Luma } from './luma.ts';

/** Share of the side that a border has at least. */
const LEAST = 0.008;
const MOST = 0.25;
/** Differences of brightness that compression makes, and that people see. */
const [SAME, OTHER] = [6, 24];
/** Share of the first line inside that is other than the border: its edge is straight. */
const STRAIGHT = 0.6;

/**
 * Whether the picture has a frame: plain lines along two opposite sides at least, with a straight edge to what they
 * surround. A motif before a plain ground has none.
 */
export function hasBorder(luma: Luma): boolean {
  const { width, height } = luma;
  const row = (i: number) => line(luma, i * width, 1, width);
  const column = (i: number) => line(luma, i, width, height);
  const isFramed = (one: boolean, other: boolean) => one && other;
  return (
    isFramed(isEdge(row, height, false), isEdge(row, height, true)) ||
    isFramed(isEdge(column, width, false), isEdge(column, width, true))
  );
}

function line({ data }: Luma, start: number, step: number, length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => data[start + i * step] as number);
}

function isEdge(lineAt: (i: number) => Float32Array, count: number, isFromEnd: boolean): boolean {
  const at = (i: number) => lineAt(isFromEnd ? count - 1 - i : i);
  const colour = median(at(0));
  let depth = 0;
  while (depth < count * MOST && isPlain(at(depth), colour)) depth++;
  if (depth < count * LEAST || depth >= count * MOST) return false;
  // One line may be a mixture of both.
  const inside = at(depth + 1);
  const others = inside.filter((value) => Math.abs(value - colour) > OTHER).length;
  return others > STRAIGHT * inside.length;
}

function isPlain(values: Float32Array, colour: number): boolean {
  let off = 0;
  for (const value of values) if (Math.abs(value - colour) > SAME) off++;
  return off <= values.length * 0.01;
}

function median(values: Float32Array): number {
  return values.slice().sort()[values.length >> 1] as number;
}
