/** Names for people of the codecs that WAV files hold, by tag. */
const names: Readonly<Record<number, string>> = {
  1: 'PCM',
  2: 'MS ADPCM',
  3: 'PCM float',
  6: 'A-law',
  7: 'µ-law',
  0x11: 'IMA ADPCM',
  0x31: 'GSM 6.10',
  0x50: 'MPEG',
  0x55: 'MP3',
  0xff: 'AAC',
  0x92: 'AC-3',
  0x161: 'WMA',
};

/** Name of the codec behind a tag of a WAV's `fmt ` chunk, the tag itself where nobody knows it. */
export const codecName = (tag: number): string => names[tag] ?? `0x${tag.toString(16).padStart(4, '0')}`;
