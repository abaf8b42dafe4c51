/** The colours a track may be marked with, and the names people search them by. */
export const trackColours = [
  { name: 'red', german: 'rot', hex: '#e5484d' },
  { name: 'orange', german: 'orange', hex: '#f5842a' },
  { name: 'yellow', german: 'gelb', hex: '#f2cf3b' },
  { name: 'green', german: 'grün', hex: '#46c66d' },
  { name: 'aqua', german: 'türkis', hex: '#3fd0e2' },
  { name: 'blue', german: 'blau', hex: '#5b8dff' },
  { name: 'purple', german: 'lila', hex: '#b079ff' },
  { name: 'pink', german: 'rosa', hex: '#ff7ac6' },
] as const;

/** Name of the colour of the palette that is nearest to one that came from anywhere. */
export function colourName(hex: string): (typeof trackColours)[number]['name'] {
  const wanted = channels(hex);
  const distance = (other: string) =>
    channels(other).reduce((sum, value, i) => sum + (value - (wanted[i] ?? 0)) ** 2, 0);
  return trackColours.reduce((best, one) => (distance(one.hex) < distance(best.hex) ? one : best)).name;
}

const channels = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) || 0);
