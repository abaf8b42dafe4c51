import type { Marker } from '#contracts/records/track.ts';

/**
 * Markers as a label track: one line `start TAB end TAB label` each, times in seconds. The text form that Audacity
 * reads and writes. Tabs and line breaks in labels become spaces.
 */
export function toLabels(markers: readonly Marker[], sampleRate: number): string {
  return markers
    .map(({ frame, label }) => {
      const time = (frame / sampleRate).toFixed(6);
      return `${time}\t${time}\t${label.replaceAll(/[\t\r\n]+/g, ' ')}\n`;
    })
    .join('');
}

/** Reads a label track; of a region the start counts. Lines that are none are skipped. */
export function fromLabels(text: string, sampleRate: number): Marker[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [start, , label = ''] = line.split('\t');
    const seconds = Number.parseFloat((start ?? '').replace(',', '.'));
    return Number.isFinite(seconds) && line.includes('\t') ? [{ frame: Math.round(seconds * sampleRate), label }] : [];
  });
}
