import type { SearchError, SearchNode } from './ast.ts';
import { lex, type Token } from './lex.ts';

/** Deeper nesting counts as if it were not there: a line of a million brackets must not fill the stack. */
const DEEPEST = 32;

interface Parsed {
  readonly node: SearchNode;
  readonly errors: readonly SearchError[];
}

/**
 * Reads a search line: terms side by side must all hold, `OR` (or `|`) binds weaker, `-` turns what follows round,
 * brackets group. What is not finished yet is left out: an `OR` without a right side, an open bracket, a lone minus.
 */
export function parseSearch(line: string): Parsed {
  const reader = new Reader(lex(line), line);
  const nodes: SearchNode[] = [];
  while (reader.more) {
    nodes.push(reader.alternatives(0));
    reader.skipClosing();
  }
  return { node: nodes.length === 1 ? (nodes[0] as SearchNode) : { type: 'and', nodes }, errors: reader.errors };
}

class Reader {
  readonly errors: SearchError[] = [];
  private at = 0;
  private readonly tokens: readonly Token[];
  private readonly line: string;

  constructor(tokens: readonly Token[], line: string) {
    this.tokens = tokens;
    this.line = line;
  }

  get more(): boolean {
    return this.at < this.tokens.length;
  }

  alternatives(depth: number): SearchNode {
    const nodes: SearchNode[] = [];
    do {
      const node = this.all(depth);
      if (node) nodes.push(node);
    } while (this.take('or'));
    return nodes.length === 1 ? (nodes[0] as SearchNode) : { type: nodes.length === 0 ? 'and' : 'or', nodes };
  }

  /** A closing bracket that nothing has opened. */
  skipClosing(): void {
    const token = this.take('close');
    if (!token) return;
    const { start, end } = token;
    this.errors.push({ code: 'bracket', start, end, text: this.line.slice(start, end) });
  }

  private all(depth: number): SearchNode | null {
    const nodes: SearchNode[] = [];
    for (let node = this.one(depth); node; node = this.one(depth)) nodes.push(node);
    return nodes.length > 1 ? { type: 'and', nodes } : (nodes[0] ?? null);
  }

  private one(depth: number): SearchNode | null {
    let turned = false;
    while (this.take('minus')) turned = !turned;
    const node = this.operand(depth);
    return node && turned ? { type: 'not', node } : node;
  }

  private operand(depth: number): SearchNode | null {
    if (depth >= DEEPEST) while (this.take('open'));
    const token = this.tokens[this.at];
    if (token?.type === 'term') {
      this.at++;
      return token;
    }
    if (!this.take('open')) return null;
    const node = this.alternatives(depth + 1);
    this.take('close');
    return node;
  }

  private take(type: Token['type']): Token | null {
    const token = this.tokens[this.at];
    if (token?.type !== type) return null;
    this.at++;
    return token;
  }
}
