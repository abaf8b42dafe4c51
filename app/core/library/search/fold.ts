/** Text as it is compared: without case, accents and ß. Nearly all text is ASCII, for which this is one cheap step. */
export function fold(text: string): string {
  const low = text.toLowerCase();
  // oxlint-disable-next-line no-control-regex
  if (/^[\0-\x7f]*$/.test(low)) return low;
  return low.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').replaceAll('ø', 'o').replaceAll('ł', 'l');
}
