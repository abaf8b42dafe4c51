import { capital, isCapital, isDeliberate, isLower, isShouted, isWord, lower, pieces } from './words.ts';

/** Short words that stay small inside an English or Portuguese title. */
const smallWords: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(
    "a an and as at but by en for from if in into nor of off on onto or the to up via vs with 'n' n'".split(' '),
  ),
  pt: new Set(
    'a as o os um uma de da do das dos e em na no nas nos por para pra com sem ou que à ao aos às se'.split(' '),
  ),
};
/** Small words of English that are just as often something else; they may be written either way. */
const either = new Set('as but by from if in into off on onto over up via with than like'.split(' '));

/** Words that no German title has large inside. */
const germanSmall = new Set(
  (
    'der die das den dem des ein eine einen einem einer eines und oder aber mit von vom zu zum zur in im am an auf aus bei beim ' +
    'für über unter ohne durch gegen nach vor seit bis wie als wenn weil dass nicht ist sind war hat wird kann ich du er sie es wir ' +
    'ihr mich dich uns euch mir dir mein meine dein deine sein seine'
  ).split(' '),
);
/** What a German word ends with that can only be a noun. */
const NOUN = /(?:ung|heit|keit|schaft|tion|tät|ismus|ling|chen|lein)(?:en|s)?$/u;
const NO_NOUN =
  /^(?:jung|gering|machen|lachen|suchen|brechen|sprechen|stechen|kochen|wachen|rauchen|tauchen|zwischen|welchen|solchen|manchen|reichen|gleichen|weichen|bleichen|streichen|allein|klein|fein|dein|sein|mein|kein|ein|rein|waschen|wünschen|mischen|erwachen|versprechen|ausgesprochen|besuchen|versuchen|brauchen|fluchen|krachen|bisschen|zerbrochen|gebrochen)$/u;

/** Languages whose titles are written like a sentence. */
const sentence: ReadonlySet<string> = new Set([
  'fr',
  'it',
  'sv',
  'es',
  'nl',
  'no',
  'nb',
  'nn',
  'da',
  'fi',
  'pl',
  'cs',
  'ca',
  'ro',
  'hu',
]);

/**
 * How a title is written in its language: English and Portuguese capitals, German nouns, sentences elsewhere.
 *
 * @returns the title as it should be, or null when it is right or nothing is known of the language. Names cannot be told
 * from other words: where only that would be wrong, nothing is said.
 */
export function suggestCase(title: string, language: string): string | null {
  const code = language.slice(0, 2);
  const form = smallWords[code] ? headline : code === 'de' ? german : sentence.has(code) ? asSentence : null;
  const suggested = form?.(title, code);
  return suggested === undefined || suggested === title ? null : suggested;
}

/** Rewrites each word, told whether it opens the title or a part of it. */
function each(
  title: string,
  rewrite: (word: string, opens: boolean, closes: boolean, before: string) => string,
): string {
  const all = pieces(title);
  const words = all.flatMap((piece, i) => (isWord(piece) ? [i] : []));
  return all
    .map((piece, i) => {
      if (!isWord(piece)) return piece;
      const opens = i === words[0] || /[:(["„“«!?/–—]|\s-\s|\.\s/u.test(all[i - 1] ?? '');
      const closes = i === words.at(-1) || /[)\]:]/.test(all[i + 1] ?? '');
      return rewrite(piece, opens, closes, all[words[words.indexOf(i) - 1] ?? -1] ?? '');
    })
    .join('');
}

function headline(title: string, language: string): string {
  const shouted = isShouted(title);
  const small = smallWords[language] as ReadonlySet<string>;
  return each(title, (word, opens, closes) => {
    if (!shouted && isDeliberate(word)) return word;
    const plain = lower(word, language);
    if (opens || closes) return shouted ? capital(plain, language) : capital(word, language);
    if (small.has(plain)) return !shouted && language === 'en' && either.has(plain) ? word : plain;
    return shouted ? capital(plain, language) : capital(word, language);
  });
}

function german(title: string, language: string): string {
  const shouted = isShouted(title);
  return each(title, (word, opens, _closes, before) => {
    if (!shouted && isDeliberate(word)) return word;
    const plain = lower(word, language);
    const isNoun = NOUN.test(plain) && !NO_NOUN.test(plain) && plain.length > 4;
    if (opens || isNoun) return capital(shouted ? plain : word, language);
    if (germanSmall.has(plain)) return before === word ? word : plain;
    return shouted ? capital(plain, language) : word;
  });
}

function asSentence(title: string, language: string): string {
  const shouted = isShouted(title);
  const words = pieces(title).filter((piece) => /\p{L}{2}/u.test(piece) && !isDeliberate(piece));
  // One or two large words may be names. All of them are a habit of English.
  const inner = words.slice(1);
  const isHeadline =
    inner.length > 1 &&
    inner.filter(isCapital).length >= Math.max(2, inner.length - 1) &&
    inner.some((word) => word.length > 3);
  return each(title, (word, opens) => {
    if (!shouted && isDeliberate(word)) return word;
    const plain = lower(word, language);
    if (opens) return capital(shouted ? plain : word, language);
    return shouted || (isHeadline && !isLower(word)) ? plain : word;
  });
}
