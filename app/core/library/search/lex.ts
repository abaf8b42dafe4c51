import type { Span, TermNode } from './ast.ts';

export type Token = (Span & { readonly type: 'minus' | 'or' | 'open' | 'close' }) | TermNode;

const alternatives = new Set(['OR', 'ODER', '|']);

/** Cuts a search line into tokens. Every line can be cut: quotes that are still open end with the line. */
export function lex(line: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    const rest = line.slice(at);
    const space = /^\s+/.exec(rest);
    if (space) at += space[0].length;
    else {
      const token = next(rest, at);
      tokens.push(token);
      at = token.end;
    }
  }
  return tokens;
}

function next(rest: string, start: number): Token {
  const char = rest[0];
  if (char === '(') return { type: 'open', start, end: start + 1 };
  if (char === ')') return { type: 'close', start, end: start + 1 };
  // A minus by itself, as in "a - b", is a word that is not finished.
  if (char === '-' && /^-[^\s)]/.test(rest)) return { type: 'minus', start, end: start + 1 };
  const word = /^[^\s()]+/.exec(rest)?.[0] ?? '';
  if (alternatives.has(word)) return { type: 'or', start, end: start + word.length };
  return term(rest, start);
}

/** `field:`, an `=`, then quotes or all up to the next space or bracket. */
function term(rest: string, start: number): TermNode {
  const [head, name, equals] = /^(?:([\p{L}_]+):)?(=(?="|[^\s<>=]))?/u.exec(rest) as RegExpExecArray;
  const body = rest.slice(head.length);
  const quote = /^"([^"]*)"?/.exec(body);
  const bare = quote ? '' : (/^[^\s()]*/.exec(body)?.[0] ?? '');
  const length = head.length + (quote ? quote[0].length : bare.length);
  return {
    type: 'term',
    start,
    // A bracket that nothing opens into cannot stop the cutting.
    end: start + Math.max(1, length),
    field: name === undefined ? null : name.toLowerCase(),
    value: quote ? (quote[1] as string) : bare,
    quoted: quote !== null,
    exact: equals !== undefined,
  };
}
