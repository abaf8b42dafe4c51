/** Names of the tag in ID3, Vorbis comments and MP4. */
const NAMES = /^(TSRC|ISRC|.*:ISRC)$/i;
/** ISO 3901 without its hyphens. */
const ISRC = /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/;

/**
 * The International Standard Recording Code among the raw tags of a file, 12 characters; empty where there is none or it
 * is none.
 */
export function findIsrc(tags: Iterable<readonly [name: string, text: string]>): string {
  for (const [name, text] of tags) {
    const code = text.replaceAll(/[\s-]/g, '').toUpperCase();
    if (NAMES.test(name) && ISRC.test(code)) return code;
  }
  return '';
}
