const MAX_LENGTH = 500;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Text of a tag as people meant it: one line without control characters, of bounded length. Tags are written by
 * strangers. UTF-8 that a reader took for Latin-1, as RIFF INFO and old ID3 leave open, is read again.
 */
export function tagText(text: string | undefined): string {
  return misread(text ?? '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, MAX_LENGTH);
}

function misread(text: string): string {
  if (!/[\x80-\xff]/.test(text) || /[^\0-\xff]/.test(text)) return text;
  try {
    return utf8.decode(Uint8Array.from(text, (char) => char.charCodeAt(0)));
  } catch {
    return text;
  }
}
