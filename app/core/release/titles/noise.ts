const PROMOTION =
  /(?:https?:\/\/\S+|\bwww\.\S+|\b[\w-]+\.(?:com|net|org|de|io|fm)\b|#\p{L}\w*|@\w{2,}|\b(?:out now|available now|jetzt (?:erhältlich|überall)|free download|gratis download|official (?:video|audio|music video|visuali[sz]er|lyric video)|lyric video|new (?:single|album|release)|neue single|exclusive|exklusiv|limited edition|pre-?order now|buy now|stream now|listen now|spotify|apple music|itunes|tiktok|youtube|soundcloud|deezer|tidal|viral|hit single|best seller|type beat)\b)/iu;

/** A word in a title that advertises, or null. */
export const promotionIn = (title: string): string | null => PROMOTION.exec(title)?.[0] ?? null;

/** The title without what advertises, and without the brackets that it stood in. */
export function withoutPromotion(title: string): string {
  let text = title;
  for (let found = PROMOTION.exec(text); found; found = PROMOTION.exec(text)) {
    text = text.slice(0, found.index) + text.slice(found.index + found[0].length);
  }
  const tidy = text
    .replace(/[([]\s*[)\]]/g, '')
    .replace(/\s{2,}/g, ' ')
    .replace(/[\s\-–—:|,!]+$/u, '')
    .replace(/^[\s\-–—:|,!]+/u, '')
    .trim();
  return tidy || title;
}

/** Words by which a machine that makes music gives itself away. */
export const machineIn = (text: string): string | null =>
  /(?:^|[^\p{L}])(suno|udio|musicgen|stable[ _-]?audio|riffusion|aiva|soundraw|boomy|mubert|ai[ _-](?:generated|cover|vocals?|version)|ki[ _-](?:generiert|stimme|version)|chatgpt)(?![\p{L}])/iu.exec(
    text,
  )?.[1] ?? null;
