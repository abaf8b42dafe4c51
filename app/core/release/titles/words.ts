/** Cuts a title into words and what stands between them; words carry their apostrophes. */
export const pieces = (title: string): readonly string[] =>
  title.match(/[\p{L}\p{N}\p{M}'’]+|[^\p{L}\p{N}\p{M}'’]+/gu) ?? [];

export const isWord = (piece: string): boolean => /[\p{L}\p{N}]/u.test(piece);

export const lower = (word: string, language: string): string => word.toLocaleLowerCase(language);

/** First letter large, the rest as given; an apostrophe in front is no letter. */
export const capital = (word: string, language: string): string =>
  word.replace(/\p{L}/u, (letter) => letter.toLocaleUpperCase(language));

export const isLower = (word: string): boolean => word === word.toLowerCase();
export const isCapital = (word: string): boolean => /^['’]?\p{Lu}/u.test(word);

/** DJ, USA, IV, A.I., iPhone, McCoy: the writer knows why. */
export const isDeliberate = (word: string): boolean =>
  /^\P{L}*\p{Lu}[\p{Lu}\p{N}]{1,3}$/u.test(word) || /^\p{L}*\p{Ll}\p{Lu}/u.test(word) || /\p{N}/u.test(word);

/** Everything shouted, in more than one word. A few short words may be abbreviations. */
export const isShouted = (title: string): boolean => {
  const words = pieces(title).filter((piece) => /\p{L}{2}/u.test(piece));
  const isLong = words.some((word) => word.length > 4) || words.join('').length > 8;
  return (
    words.length > 1 && isLong && words.every((word) => word === word.toUpperCase() && word !== word.toLowerCase())
  );
};
