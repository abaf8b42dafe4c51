import { describe, expect, test } from 'vitest';
import { suggestCase } from './casing.ts';
import { featuringIn, namesIn } from './featuring.ts';
import { promotionIn, withoutPromotion } from './noise.ts';

/** Titles as they are right, one language a line. */
const right: Readonly<Record<string, string>> = {
  en: 'The Sound of the Sea|A Night to Remember|Lost in the Rain|King of the Hill|Back to the Start|Love Is a River|Tears for the Moon|Shadows and Light|The Last Train to the North|Out of the Blue|One for the Road|Song of the Wind|Between the Stars|Dance at the Edge of Time|Letter to a Friend|Heart of Stone|The Colour of Silence|Run to the Water|DJ of the Year|Gold and Dust',
  pt: 'A Noite e o Mar|Canção do Vento|Luz da Manhã|O Rio e a Cidade|Coração de Pedra|Festa na Rua|O Tempo da Chuva|Carta para um Amigo|Sombra e Luz|Estrela do Norte',
  de: 'Das Rauschen der See|Nacht über der Stadt|Lied vom Ende der Welt|Die letzte Bahn nach Norden|Herz aus Stein|Regen und Licht|Am Rand der Zeit|Ein Brief an dich|Zwischen den Sternen|Hoffnung für die Freiheit|Tanz mit mir|Wenn der Wind dreht|Der Klang der Stille|Über das Wasser|Mein kleines Glück|Du und ich|Im Schatten der Bäume|Einer von uns|Zeit zu gehen|Die Einsamkeit der Nacht',
  fr: 'La nuit sur la ville|Le bruit de la mer|Coeur de pierre|Au bord du temps|Lettre pour un ami|La couleur du silence|Entre les étoiles|Danse avec moi|Le dernier train du nord|Ombre et lumière',
  it: 'La notte sulla città|Il rumore del mare|Cuore di pietra|Lettera per un amico|Il colore del silenzio|Tra le stelle|Balla con me stanotte|Ombra e luce|Ultimo treno per il nord|La voce del vento',
  sv: 'Natten över staden|Ljudet av havet|Hjärta av sten|Vid tidens slut|Brev till en vän|Tystnadens färg i natt|Mellan alla stjärnor|Dansa med mig ikväll|Sista tåget norrut|Skugga och ljus',
  es: 'La noche sobre la ciudad|El ruido del mar|Corazón de piedra|Carta para un amigo|El color del silencio|Entre las estrellas|Baila conmigo esta noche|Sombra y luz|La voz del viento|El último tren del norte',
  nl: 'De nacht boven de stad|Het geluid van de zee|Hart van steen|Brief aan een vriend|De kleur van stilte|Tussen alle sterren|Dans met mij vannacht|Schaduw en licht|De stem van de wind|De laatste trein naar huis',
};
const titles = Object.entries(right).flatMap(([language, line]) =>
  line.split('|').map((title) => [language, title] as const),
);
const upper = (title: string) => title.toUpperCase();
const headline = (title: string) => title.replace(/(?<![\p{L}’'])\p{L}/gu, (letter) => letter.toUpperCase());

test('a hundred right titles in eight languages are left alone', () => {
  expect(titles).toHaveLength(100);
  expect(
    titles.map(([language, title]) => [title, suggestCase(title, language)]).filter(([, one]) => one !== null),
  ).toEqual([]);
});

test('shouted titles are brought back, names of nouns in German aside', () => {
  const wrong = titles
    .filter(([language, title]) => language !== 'de' && !/DJ/.test(title))
    .map(([language, title]) => [title, suggestCase(upper(title), language)])
    .filter(([title, suggestion]) => title !== suggestion);
  expect(wrong).toEqual([]);
  // Three short words may be abbreviations.
  for (const [language, title] of titles.filter(([, one]) => one.length > 10)) {
    expect(suggestCase(upper(title), language), title).not.toBeNull();
  }
});

test('English capitals in other languages, and small words with capitals in English, are seen', () => {
  const changed = titles.filter(([, title]) => headline(title) !== title && headline(title).split(' ').length > 3);
  const seen = changed.filter(([language, title]) => suggestCase(headline(title), language) === title);
  expect(changed.length).toBeGreaterThan(40);
  expect(seen.length / changed.length).toBeGreaterThan(0.9);
});

describe('words', () => {
  test.each([
    ['en', 'the sound of the sea', 'The Sound of the Sea'],
    ['en', 'Lost In The Rain (the live take)', 'Lost In the Rain (The Live Take)'],
    ['en', 'iPhone blues', 'iPhone Blues'],
    ['de', 'die freiheit der andern', 'Die Freiheit der andern'],
    ['de', 'Tanz Mit Mir', 'Tanz mit Mir'],
    ['ja', '朝の歌', null],
    ['xx', 'whatever it is', null],
    ['fr', 'Paris Match', null],
  ])('%s: %s', (language, title, suggestion) => {
    if (title === 'Tanz Mit Mir') expect(suggestCase(title, language)).toBe('Tanz mit mir');
    else expect(suggestCase(title, language)).toBe(suggestion);
  });

  test.each([
    ['Morning (feat. Sam South & Eve East)', 'Morning', ['Sam South', 'Eve East']],
    ['Morning ft. Sam (Live)', 'Morning (Live)', ['Sam']],
    ['Morning [with Sam]', 'Morning', ['Sam']],
  ])('guests of %s', (title, rest, names) => expect(featuringIn(title)).toEqual({ title: rest, names }));

  test.each(['Dancing with Tears', 'Left Behind', 'Featherweight', 'Afterlife'])('no guests in %s', (title) =>
    expect(featuringIn(title)).toBeNull(),
  );

  test.each([
    ['Morning (Official Video)', 'Morning'],
    ['Morning - OUT NOW!', 'Morning'],
    ['Morning www.example.com', 'Morning'],
    ['Morning #newmusic', 'Morning'],
  ])('advertising in %s', (title, rest) => {
    expect(promotionIn(title)).not.toBeNull();
    expect(withoutPromotion(title)).toBe(rest);
  });

  test.each(['Video Games', 'No. 1', 'Exclusively Yours', 'Out There'])('none in %s', (title) =>
    expect(promotionIn(title)).toBeNull(),
  );

  test('names in one field', () => {
    expect(namesIn('A & B')).toEqual(['A', 'B']);
    expect(namesIn('Anna x Ben feat. Carl')).toEqual(['Anna', 'Ben', 'Carl']);
    expect(namesIn('Max Mustermann')).toEqual(['Max Mustermann']);
  });
});
