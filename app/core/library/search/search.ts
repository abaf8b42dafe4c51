import type { SearchError, SearchNode, TermNode } from './ast.ts';
import { Compiler, type DocTest } from './compile.ts';
import { fieldOf } from './fields.ts';
import { parseSearch } from './parse.ts';

/** One column to sort by, the first that differs decides. */
export interface SearchSort {
  readonly column: string;
  readonly descending: boolean;
}

export interface CompiledSearch {
  readonly test: DocTest;
  /** By place in the line. */
  readonly errors: readonly SearchError[];
  /** What `sort:` asks for, most important first; empty without it. */
  readonly sort: readonly SearchSort[];
}

/** Columns that `sort:` knows. */
const columns = new Set(
  'title artist album genre year bpm key energy lufs length rating colour plays played added comment'.split(' '),
);

/**
 * Compiles a search line; any line. Words must occur somewhere in title, artist, album, genre, comment, file name or
 * tags, whatever their accents and case; `"two words"` side by side, `="two words"` as the whole. `field:value` looks at
 * one field, `field:` for nothing in it, `-` turns round, `OR` and brackets work as everywhere. See the files beside
 * this one for numbers, tempos, keys and dates.
 *
 * @param now epoch milliseconds, against which ages such as `added:7d` count
 */
export function compileSearch(line: string, now = Date.now()): CompiledSearch {
  const { node, errors } = parseSearch(line);
  const compiler = new Compiler(now);
  const test = compiler.compile(node);
  const sort = readSort(node);
  return {
    test,
    errors: [...errors, ...compiler.errors, ...sort.errors].sort((a, b) => a.start - b.start),
    sort: sort.sort,
  };
}

function readSort(node: SearchNode): { sort: SearchSort[]; errors: SearchError[] } {
  const sort: SearchSort[] = [];
  const errors: SearchError[] = [];
  for (const term of termsOf(node)) {
    if (term.field === null || fieldOf(term.field) !== 'sort') continue;
    for (const part of term.value.toLowerCase().split(',')) {
      const name = part.replace(/^[-+]/, '');
      const column = fieldOf(name);
      if (column !== null && columns.has(column)) sort.push({ column, descending: part.startsWith('-') });
      // A name that can still become one is no error yet.
      else if (![...columns].some((one) => one.startsWith(name))) {
        errors.push({ code: 'sort', start: term.start, end: term.end, text: part });
      }
    }
  }
  return { sort, errors };
}

function* termsOf(node: SearchNode): Generator<TermNode> {
  if (node.type === 'term') yield node;
  else if (node.type === 'not') yield* termsOf(node.node);
  else for (const one of node.nodes) yield* termsOf(one);
}
