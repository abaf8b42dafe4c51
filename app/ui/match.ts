/** Lower case without accents, so that "aufnehmen" and "Aufnahmé" meet. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
}

/**
 * How well a text answers a search, or null when a word of the search is missing. Whole beginnings count most, then
 * beginnings of words, then anywhere.
 */
export function matchScore(text: string, query: string): number | null {
  const hay = fold(text);
  let score = 0;
  for (const word of fold(query).split(/\s+/).filter(Boolean)) {
    const at = hay.indexOf(word);
    if (at < 0) return null;
    score += at === 0 ? 3 : /[\s:/–-]/.test(hay[at - 1] ?? '') || hay.includes(` ${word}`) ? 2 : 1;
  }
  return score;
}
