/** Letters that titles in a language are written with, besides Latin ones; a language that is not here has only those. */
const scripts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['ar', 'fa', 'ur', 'ps', 'sd', 'ug', 'ks', 'ku'].map((code) => [code, '\\p{sc=Arab}'])),
  ...Object.fromEntries(
    ['ru', 'uk', 'be', 'bg', 'mk', 'sr', 'bs', 'kk', 'ky', 'mn', 'tg', 'tt', 'uz', 'az', 'ba', 'cv', 'ce', 'os'].map(
      (code) => [code, '\\p{sc=Cyrl}'],
    ),
  ),
  ...Object.fromEntries(['hi', 'mr', 'ne', 'sa'].map((code) => [code, '\\p{sc=Deva}'])),
  ...Object.fromEntries(['he', 'yi'].map((code) => [code, '\\p{sc=Hebr}'])),
  ...{ ja: '\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Han}', zh: '\\p{sc=Han}\\p{sc=Bopo}', ko: '\\p{sc=Hang}\\p{sc=Han}' },
  ...{ el: '\\p{sc=Grek}', hy: '\\p{sc=Armn}', ka: '\\p{sc=Geor}', th: '\\p{sc=Thai}', lo: '\\p{sc=Laoo}' },
  ...{ bn: '\\p{sc=Beng}', ta: '\\p{sc=Taml}', te: '\\p{sc=Telu}', kn: '\\p{sc=Knda}', ml: '\\p{sc=Mlym}' },
  ...{ gu: '\\p{sc=Gujr}', pa: '\\p{sc=Guru}\\p{sc=Arab}', am: '\\p{sc=Ethi}', ti: '\\p{sc=Ethi}', km: '\\p{sc=Khmr}' },
  ...{ my: '\\p{sc=Mymr}', si: '\\p{sc=Sinh}', bo: '\\p{sc=Tibt}', dz: '\\p{sc=Tibt}', or: '\\p{sc=Orya}' },
};

const foreign = new Map<string, RegExp>();

/** The letters of a text that its language is not written with. */
export function foreignLetters(text: string, language: string): string {
  const key = language.slice(0, 2);
  let form = foreign.get(key);
  if (!form) foreign.set(key, (form = new RegExp(`(?!\\p{sc=Latn}|[${scripts[key] ?? 'a'}])\\p{L}`, 'gu')));
  return [...new Set(text.match(form) ?? [])].join('');
}
