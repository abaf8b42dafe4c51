import WaveSurfer from 'wavesurfer.js';
import type { WaveformPeaks } from '#contracts/records/analysis.ts';
import { drawBands, type BandColours } from '#ui/bands.ts';

/** A waveform of the whole track in an element. */
export interface Overview {
  destroy(): void;
}

/**
 * Draws the stored waveform with wavesurfer, which lays it out, redraws it on resize and on other pixel densities. No
 * audio is given to it: the engine plays, and nothing is decoded twice.
 */
export function createOverview(
  container: HTMLElement,
  peaks: WaveformPeaks,
  durationSec: number,
  colours: BandColours,
): Overview {
  const { columns } = peaks;
  // wavesurfer hands the renderer a slice of the channels; the second one says which columns the slice holds.
  const heights = Float32Array.from(peaks.peak, (value) => value / 255);
  const places = Float32Array.from({ length: columns }, (_, i) => i / columns);
  const wave = WaveSurfer.create({
    container,
    height: 'auto',
    interact: false,
    dragToSeek: false,
    hideScrollbar: true,
    cursorWidth: 0,
    peaks: [heights, places],
    duration: Math.max(0.001, durationSec),
    renderFunction([, slice], context) {
      if (!slice || slice.length === 0) return;
      const from = Math.round((slice[0] ?? 0) * columns);
      drawBands(context, peaks, from, from + slice.length, colours);
    },
  });
  return { destroy: () => wave.destroy() };
}
