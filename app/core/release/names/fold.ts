/** A name as two people would call the same: case and spaces do not count. */
export const sameNameKey = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

/** A name as it sounds alike: without accents, punctuation, case and a leading article. */
export function similarNameKey(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^the\s+/, '')
    .replace(/&/g, 'and')
    .replace(/[^\p{L}\p{N}]/gu, '');
  return plain || sameNameKey(name);
}
