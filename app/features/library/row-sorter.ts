import { NOWHERE, numberPlaces, sortedByPlaces, type ColumnPlaces } from '#core/library/order/places.ts';
import { Ranking } from '#core/library/order/ranking.ts';
import { atOnce } from '#core/ordering/order.ts';
import { numberOf, textOf, type NumberColumn, type TextColumn } from './row-values.ts';
import type { LibraryRow, SortColumn, Sorting } from './rows.ts';

const isText = (column: SortColumn): column is TextColumn => column in textOf;

/** What is known of the rows that were sorted last. */
interface Known {
  readonly rows: readonly LibraryRow[];
  readonly columns: Map<SortColumn, ColumnPlaces>;
  /** By title, then by when they were added: how equal rows stand. */
  base?: Int32Array<ArrayBuffer>;
}

/**
 * Sorts rows by several columns in the order of one language. Texts are compared when they are first seen; from then on
 * 50,000 rows take a few milliseconds.
 */
export class RowSorter {
  private readonly rankings = new Map<TextColumn, Ranking>();
  private readonly compare: (a: string, b: string) => number;
  private known: Known | null = null;

  constructor(language: string) {
    this.compare = new Intl.Collator(language, { numeric: true, sensitivity: 'base' }).compare;
  }

  /** The first column that differs decides; rows without a value come last either way, equal ones by title. */
  sort(rows: readonly LibraryRow[], sortings: readonly Sorting[]): LibraryRow[] {
    if (this.known?.rows !== rows) this.known = { rows, columns: new Map() };
    const { known } = this;
    let order = this.base(known);
    for (const { column, descending } of sortings.toReversed()) {
      order = sortedByPlaces(order, this.places(known, column), descending);
    }
    return Array.from(order, (row) => rows[row] as LibraryRow);
  }

  /** Learns the texts of some columns beforehand, with pauses. */
  *warm(rows: readonly LibraryRow[], columns: readonly TextColumn[]): Generator<void, void> {
    for (const column of columns) yield* this.ranking(column).learn(rows.map(textOf[column]));
  }

  private base(known: Known): Int32Array<ArrayBuffer> {
    if (known.base) return known.base;
    const asTheyAre = Int32Array.from(known.rows, (_, row) => row);
    const byAge = sortedByPlaces(asTheyAre, this.places(known, 'added'), false);
    known.base = sortedByPlaces(byAge, this.places(known, 'title'), false);
    return known.base;
  }

  private places({ rows, columns }: Known, column: SortColumn): ColumnPlaces {
    const made = columns.get(column);
    if (made) return made;
    const places = isText(column)
      ? this.textPlaces(column, rows.map(textOf[column]))
      : numberPlaces(rows.map(numberOf[column as NumberColumn]));
    columns.set(column, places);
    return places;
  }

  private textPlaces(column: TextColumn, texts: readonly string[]): ColumnPlaces {
    const ranking = this.ranking(column);
    atOnce(ranking.learn(texts));
    const places = Int32Array.from(texts, (text) => (text === '' ? NOWHERE : ranking.placeOf(text)));
    return { places, size: ranking.size };
  }

  private ranking(column: TextColumn): Ranking {
    const ranking = this.rankings.get(column) ?? new Ranking(this.compare);
    this.rankings.set(column, ranking);
    return ranking;
  }
}

const sorters = new Map<string, RowSorter>();

/** The one sorter of a language. */
export function sorterOf(language: string): RowSorter {
  const sorter = sorters.get(language) ?? new RowSorter(language);
  sorters.set(language, sorter);
  return sorter;
}
