import type { TakeGap } from '#contracts/records/take.ts';
import type { Marker } from '#contracts/records/track.ts';

/** What is drawn: peaks over time, and what stands on the time line. */
export interface WaveformPicture {
  /** 0 to 1. */
  readonly columns: Float32Array;
  readonly secondsPerColumn: number;
  readonly sampleRate: number;
  readonly markers: readonly Marker[];
  readonly gaps: readonly TakeGap[];
}

export interface WaveformColours {
  readonly wave: string;
  readonly line: string;
  readonly marker: string;
  readonly gap: string;
}

/** Draws the whole take: one pixel per column until it is wider than the canvas, then squeezed to fit. */
export function drawWaveform(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  { columns, secondsPerColumn, sampleRate, markers, gaps }: WaveformPicture,
  colours: WaveformColours,
): void {
  const middle = height / 2;
  const columnsPerPixel = Math.max(1, columns.length / width);
  context.clearRect(0, 0, width, height);
  context.fillStyle = colours.line;
  context.fillRect(0, middle, width, 1);
  context.fillStyle = colours.wave;
  for (let x = 0; x * columnsPerPixel < columns.length; x++) {
    let peak = 0;
    const end = Math.min(columns.length, (x + 1) * columnsPerPixel);
    for (let i = Math.floor(x * columnsPerPixel); i < end; i++) peak = Math.max(peak, columns[i] ?? 0);
    const half = Math.max(0.5, peak * (middle - 1));
    context.fillRect(x, middle - half, 1, half * 2);
  }
  const xOf = (frame: number) => frame / sampleRate / secondsPerColumn / columnsPerPixel;
  context.fillStyle = colours.gap;
  for (const { frame } of gaps) context.fillRect(xOf(frame) - 1, 0, 3, height);
  context.fillStyle = colours.marker;
  for (const { frame } of markers) {
    const x = xOf(frame);
    context.fillRect(x, 0, 1, height);
    context.beginPath();
    context.moveTo(x - 5, 0);
    context.lineTo(x + 6, 0);
    context.lineTo(x + 0.5, 8);
    context.fill();
  }
}
