/** A place in the search line, in UTF-16 units, `end` excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type SearchErrorCode = 'number' | 'range' | 'key' | 'date' | 'length' | 'yes_no' | 'bracket' | 'sort';

/** Something in the line that means nothing where it stands. The rest of the line counts all the same. */
export interface SearchError extends Span {
  readonly code: SearchErrorCode;
  /** The text in question. */
  readonly text: string;
}

/** `artist:="x"`, `-bpm:120-128`, `word`: a field or none, and what was written after it. */
export interface TermNode extends Span {
  readonly type: 'term';
  /** Lower case, as it was written; null for words. */
  readonly field: string | null;
  readonly value: string;
  /** The value stood in quotes. */
  readonly quoted: boolean;
  /** The whole field has to be the value. */
  readonly exact: boolean;
}

export type SearchNode =
  | TermNode
  | { readonly type: 'not'; readonly node: SearchNode }
  | { readonly type: 'and' | 'or'; readonly nodes: readonly SearchNode[] };
