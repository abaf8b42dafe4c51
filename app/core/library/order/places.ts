/** The place of each of some rows in one column; {@link NOWHERE} where the row has no value. */
export interface ColumnPlaces {
  readonly places: Int32Array;
  /** All places are below it. */
  readonly size: number;
}

export const NOWHERE = -1;

/** Places of numbers by size; null has none. */
export function numberPlaces(values: readonly (number | null)[]): ColumnPlaces {
  const known = Float64Array.from(values.filter((value) => value !== null)).sort();
  const placeOf = new Map<number, number>();
  for (const value of known) if (!placeOf.has(value)) placeOf.set(value, placeOf.size);
  const places = Int32Array.from(values, (value) => (value === null ? NOWHERE : (placeOf.get(value) ?? NOWHERE)));
  return { places, size: placeOf.size };
}

/**
 * Sorts row numbers by one column, by counting; rows of one place keep their order, those without one come last either
 * way.
 */
export function sortedByPlaces(
  order: Int32Array<ArrayBuffer>,
  { places, size }: ColumnPlaces,
  descending: boolean,
): Int32Array<ArrayBuffer> {
  const slotOf = (row: number): number => {
    const place = places[row] as number;
    if (place === NOWHERE) return size;
    return descending ? size - 1 - place : place;
  };
  const starts = new Int32Array(size + 2);
  for (const row of order) starts[slotOf(row) + 1] = (starts[slotOf(row) + 1] as number) + 1;
  for (let slot = 1; slot < starts.length; slot++) {
    starts[slot] = (starts[slot] as number) + (starts[slot - 1] as number);
  }
  const sorted = new Int32Array(order.length);
  for (const row of order) {
    const slot = slotOf(row);
    const at = starts[slot] as number;
    starts[slot] = at + 1;
    sorted[at] = row;
  }
  return sorted;
}
