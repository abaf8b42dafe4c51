import type { Party, Release, ReleaseBundle, ReleaseTrack } from '#contracts/release/release.ts';
import { delimiterOf, numberedRows, undefused } from '#core/exchange/csv/rows.ts';
import { newRelease, newTrack } from '../draft/new-release.ts';
import { CellError, items, text as textCell, type CellFault } from './cells.ts';
import { releaseColumns, trackColumns, type Column, type Parties } from './columns.ts';
import { FILE, KEY, PARTY_IDS } from './write.ts';

/** A cell that could not be read; its field stays empty. */
export interface CellProblem {
  /** As a spreadsheet counts, the head is 1. */
  readonly row: number;
  /** From 0. */
  readonly column: number;
  /** As the head names it. */
  readonly name: string;
  readonly fault: CellFault;
  readonly value: string;
  readonly expected: string;
}

export interface ReadRelease {
  readonly bundle: ReleaseBundle;
  /** Masters that its tracks name, by track. */
  readonly fileNames: ReadonlyMap<string, string>;
}

/** What is told while a table is read. */
export type CatalogueEvent = { readonly release: ReadRelease } | { readonly problem: CellProblem };

/** More problems than this are not told: then it is the wrong table. */
const MOST_PROBLEMS = 1000;
const MOST_TRACKS = 1000;

type Known =
  | { readonly column: Column<Release>; readonly of: 'release' }
  | { readonly column: Column<ReleaseTrack>; readonly of: 'track' }
  | { readonly of: 'key' }
  | { readonly of: 'ids' }
  | { readonly of: 'file' }
  | null;

/** Tracks take nothing over from it: what a table says stands in the table. They are copied, since cells are written into them. */
const blank = newRelease('', 0);

/**
 * Reads a table with a head: ours, or one with the usual names, separated by commas, semicolons or tabs. Rows of one release
 * stand together; they belong together by key, else by bar code, else by title. Each cell that is wrong is told, and the rest
 * is read. Yields each release when its last row was read, so that a long table can be taken in parts.
 */
export function* readCatalogue(table: string, newId: () => string): Generator<CatalogueEvent> {
  const rows = numberedRows(table, delimiterOf(table.replace(/^\uFEFF/, '')));
  const head = rows.next().value;
  if (!head) return;
  const names: readonly string[] = head.cells.map((cell: string) => cell.trim());
  const known = names.map(knownColumn);
  const problems = new Problems();
  for (const [column, name] of names.entries()) {
    if (known[column] === null && name !== '')
      yield* problems.tell({ row: head.row, column, name, fault: 'unknown_column', value: name, expected: '' });
  }
  let open: OpenRelease | null = null;
  for (const { row, cells } of rows) {
    const plain = cells.map(undefused);
    const key = keyOf(plain, known);
    if (open && open.key !== key) {
      yield { release: open.finish() };
      open = null;
    }
    open ??= new OpenRelease(key, newId);
    for (const problem of open.add(plain, known, row))
      yield* problems.tell({ ...problem, name: names[problem.column] ?? '' });
  }
  if (open) yield { release: open.finish() };
}

class Problems {
  #count = 0;

  *tell(problem: CellProblem): Generator<CatalogueEvent> {
    if (++this.#count < MOST_PROBLEMS) yield { problem };
    else if (this.#count === MOST_PROBLEMS)
      yield { problem: { ...problem, fault: 'too_many', expected: String(MOST_PROBLEMS) } };
  }
}

function knownColumn(name: string): Known {
  const key = name.toLowerCase();
  if (key === KEY) return { of: 'key' };
  if (key === PARTY_IDS) return { of: 'ids' };
  if (key === FILE || key === 'file name' || key === 'filename') return { of: 'file' };
  const is = (column: { name: string; others: readonly string[] }) =>
    column.name === key || column.others.includes(key);
  const ofRelease = releaseColumns.find(is);
  if (ofRelease) return { column: ofRelease, of: 'release' };
  const ofTrack = trackColumns.find(is);
  return ofTrack ? { column: ofTrack, of: 'track' } : null;
}

/** What rows of one release have in common. */
function keyOf(cells: readonly string[], known: readonly Known[]): string {
  const at = (is: (column: Known) => boolean) => cells[known.findIndex(is)]?.trim() ?? '';
  const named = (name: string) => at((one) => one !== null && 'column' in one && one.column.name === name);
  return at((one) => one?.of === 'key') || named('upc') || `${named('release_title')}\n${named('release_artists')}`;
}

type Unnamed = Omit<CellProblem, 'name'>;

class OpenRelease {
  readonly key: string;
  readonly #release: Release;
  readonly #parties = new Map<string, Party>();
  readonly #fileNames = new Map<string, string>();
  readonly #lookup: Parties;
  readonly #newId: () => string;
  /** Cells of the release in its first row, by column. */
  #first: readonly string[] | null = null;

  constructor(key: string, newId: () => string) {
    this.key = key;
    this.#newId = newId;
    this.#release = newRelease(newId(), 0);
    this.#lookup = { nameOf: (id) => id, idOf: (kind, name) => this.#party(kind, name).id };
  }

  #party(kind: Party['kind'], name: string): Party {
    const key = `${kind} ${name}`;
    let party = this.#parties.get(key);
    if (!party) this.#parties.set(key, (party = { id: this.#newId(), kind, name, identifiers: [] }));
    return party;
  }

  add(cells: readonly string[], known: readonly Known[], row: number): readonly Unnamed[] {
    const problems: Unnamed[] = [];
    const isFirst = this.#first === null;
    const track = structuredClone(newTrack(this.#newId(), blank));
    let hasTrack = false;
    cells.forEach((cell, column) => {
      const one = known[column];
      if (!one || one.of === 'key') return;
      const tell = (fault: CellFault, expected: string) =>
        problems.push({ row, column, fault, value: cell.slice(0, 200), expected });
      try {
        if (one.of === 'release' || one.of === 'ids') {
          if (!isFirst)
            return void (
              cell !== this.#first?.[column] &&
              cell !== '' &&
              tell('differs', (this.#first?.[column] ?? '').slice(0, 200))
            );
          if (one.of === 'ids') this.#identify(cell);
          else one.column.read(cell, this.#release, this.#lookup);
        } else if (cell !== '') {
          hasTrack = true;
          if (one.of === 'file') this.#fileNames.set(track.id, textCell(cell, 500));
          else one.column.read(cell, track, this.#lookup);
        }
      } catch (error) {
        if (!(error instanceof CellError)) throw error;
        tell(error.fault, error.expected);
      }
    });
    this.#first ??= cells;
    if (hasTrack && this.#release.tracks.length < MOST_TRACKS) this.#release.tracks.push(track);
    return problems;
  }

  #identify(cell: string): void {
    for (const {
      text,
      parts: [kind = '', scheme = '', value = ''],
    } of items(cell)) {
      if (kind !== 'artist' && kind !== 'person' && kind !== 'label' && kind !== 'publisher')
        throw new CellError('not_in_list', 'artist, person, label, publisher');
      const isNew = value === 'new';
      this.#party(kind, textCell(text, 300)).identifiers.push({
        scheme: textCell(scheme, 40),
        value: isNew ? '' : textCell(value, 200),
        isNew,
      });
    }
  }

  finish(): ReadRelease {
    const release = this.#release;
    release.volumes = Math.max(release.volumes, ...release.tracks.map(({ volume }) => volume));
    return { bundle: { release, parties: [...this.#parties.values()] }, fileNames: this.#fileNames };
  }
}
