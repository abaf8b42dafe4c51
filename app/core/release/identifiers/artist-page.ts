/** How an artist's id looks at a store, and what of a pasted address is the id. */
const pages: Readonly<Record<string, RegExp>> = {
  spotify: /^(?:spotify:artist:|https:\/\/open\.spotify\.com\/(?:intl-\w+\/)?artist\/)?([0-9A-Za-z]{22})(?:[?#].*)?$/,
  apple: /^(?:https:\/\/(?:music|itunes)\.apple\.com\/(?:\w\w\/)?artist\/(?:[^/]+\/)?(?:id)?)?(\d{4,12})(?:[?#].*)?$/,
  deezer: /^(?:https:\/\/www\.deezer\.com\/(?:\w\w\/)?artist\/)?(\d{1,12})(?:[?#].*)?$/,
  tidal: /^(?:https:\/\/(?:www\.)?tidal\.com\/(?:browse\/)?artist\/)?(\d{1,12})(?:[?#].*)?$/,
};

/** Stores whose ids of artists are known. */
export const artistStores: readonly string[] = Object.keys(pages);

/**
 * The id of an artist at a store, from the id itself, a URI or the address of the page.
 *
 * @returns the id; null when it is none; the text as it is for a store whose ids are not known
 */
export function parseArtistPage(store: string, typed: string): string | null {
  const form = pages[store];
  const text = typed.trim();
  return form ? (form.exec(text)?.[1] ?? null) : text || null;
}
