import type { CellProblem } from '#core/release/csv/read.ts';

/** What a table would bring. */
export interface TableCheck {
  readonly releases: number;
  readonly tracks: number;
  /** How many of the releases are here already: by UPC, or else by title and artists. */
  readonly known: number;
  /** How many artists, people, labels and publishers are new. */
  readonly newParties: number;
  /** Titles of the first releases. */
  readonly titles: readonly string[];
  readonly problems: readonly CellProblem[];
}

/** How many releases were read so far. */
export type TableProgress = (releases: number) => void;

export interface ReleaseTableApi {
  /** All releases of this device as a table, without templates and the bin. */
  write(): Promise<Blob>;
  /**
   * Reads a table and changes nothing.
   *
   * @throws AppError `exchange.too_large`
   */
  check(table: Blob, onProgress: TableProgress): Promise<TableCheck>;
  /**
   * Takes the releases of a table in, all or none, and returns how many. Cells that are wrong stay empty.
   *
   * @param withKnown whether those that are here already come in once more
   * @throws AppError `exchange.too_large`, `storage.*`
   */
  take(table: Blob, withKnown: boolean, onProgress: TableProgress): Promise<number>;
}
