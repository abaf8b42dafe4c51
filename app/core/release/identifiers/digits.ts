/** What people type between the characters of an identifier: spaces, hyphens of all lengths, dots, slashes. */
const SEPARATORS = /[\s\p{Pd}./_]+/gu;

/** An identifier as typed, without separators and in capitals; the names in `prefixes` are taken off its front. */
export function bare(typed: string, ...prefixes: readonly string[]): string {
  const plain = typed.normalize('NFKC').replace(/^[^:]*:(?=.*\d)/u, (head) => (head.length <= 8 ? '' : head));
  const capitals = plain.replace(SEPARATORS, '').toUpperCase();
  const prefix = prefixes.find((one) => capitals.startsWith(one) && capitals.length > one.length);
  return prefix ? capitals.slice(prefix.length) : capitals;
}

/** Cuts text into groups of the given lengths. */
export function grouped(text: string, lengths: readonly number[], between: string): string {
  let at = 0;
  return lengths.map((length) => text.slice(at, (at += length))).join(between);
}
