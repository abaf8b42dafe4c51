/** A guest in a title: `Song (feat. Somebody)`, `Song ft. Somebody`. */
export interface Featuring {
  /** The title without it. */
  readonly title: string;
  readonly names: readonly string[];
}

const BRACKETED = /\s*[([]\s*(?:feat\.?|ft\.?|featuring|with|mit|avec|con)\s+([^)\]]+)[)\]]/iu;
const OPEN = /\s+(?:feat\.|feat|ft\.|ft|featuring)\s+([^([]+?)(?=\s*(?:[([]|$))/iu;

/** Finds guests in a title. A plain "with" counts in brackets only: "Dancing with Tears" has none. */
export function featuringIn(title: string): Featuring | null {
  const found = BRACKETED.exec(title) ?? OPEN.exec(title);
  if (!found?.[1]) return null;
  const rest = (title.slice(0, found.index) + title.slice(found.index + found[0].length)).trim();
  return rest ? { title: rest, names: namesIn(found[1]) } : null;
}

const SEPARATOR = /\s*(?:,|;|\/|\+|&|\s(?:and|und|et|e|y|x|vs\.?|feat\.?|ft\.?|featuring|with)\s)\s*/iu;

/** The names that stand in one field: "A & B", "A x B", "A feat. C". */
export const namesIn = (text: string): readonly string[] =>
  text
    .split(SEPARATOR)
    .map((name) => name.trim())
    .filter(Boolean);
