import type { ReferenceEntry } from '#contracts/release/catalogue.ts';
import { locale } from '#i18n/locale.svelte.ts';
import { m } from '#i18n/paraglide/messages.js';

/** ISO 639-1. */
const codes = (
  'aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es ' +
  'et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki ' +
  'kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no ' +
  'nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te ' +
  'tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu'
).split(' ');

/**
 * Languages by their names in the reader's language, in its order.
 *
 * @param taken what the distributor takes; all where its list is not known
 * @param instrumental adds music without words
 */
export function languageOptions(
  taken: readonly ReferenceEntry[] = [],
  instrumental = false,
): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale.current, { type: 'language' });
  const collator = new Intl.Collator(locale.current);
  const known = new Set(taken.map(({ id }) => id.toLowerCase()));
  const offered = known.size === 0 ? codes : codes.filter((code) => known.has(code));
  const all = offered.map((value) => ({ value, label: names.of(value) ?? value }));
  return [
    { value: '', label: m.releases_unknown() },
    ...(instrumental ? [{ value: 'zxx', label: m.releases_instrumental() }] : []),
    ...all.sort((a, b) => collator.compare(a.label, b.label)),
  ];
}
