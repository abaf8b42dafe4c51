import { meterPlace } from '#core/deck/level.ts';
import type { ConsoleState, DeckField, Fields } from '#core/console/state.ts';
import type { MeterLook, MeterSource } from './protocol.ts';

/** Space between the two bars, and widths of the mark at the peak and at full scale, CSS pixels. */
const SIZE = { gap: 2, mark: 2, full: 6 } as const;
const NOTHING = -1;

/** Two bars, left and right: a body as long as the RMS value and a mark at the peak. Drawn only when it looks different. */
export class Meter {
  private readonly canvas: OffscreenCanvas;
  private readonly context: OffscreenCanvasRenderingContext2D | null;
  private source: MeterSource = 0;
  private look: MeterLook | null = null;
  /** RMS and peak of left, then of right, in pixels; what is drawn now. */
  private readonly drawn = [NOTHING, NOTHING, NOTHING, NOTHING];
  private readonly next = [0, 0, 0, 0];

  constructor(canvas: OffscreenCanvas) {
    this.canvas = canvas;
    this.context = canvas.getContext('2d');
  }

  show(source: MeterSource, look: MeterLook): void {
    this.source = source;
    this.look = look;
    this.canvas.width = look.width;
    this.canvas.height = look.height;
    this.drawn.fill(NOTHING);
  }

  /** Brings the picture up to date. Returns whether there is any level to show. */
  draw(state: ConsoleState): boolean {
    const { source, look, next, drawn } = this;
    const levels = levelsOf(state, source);
    if (!look || !levels) return false;
    const gain = levels.fader;
    const place = (amplitude: number) => Math.round(meterPlace(amplitude * gain) * look.width);
    next[0] = place(levels.rmsLeft);
    next[1] = peakAt(place(levels.peakLeft), levels.peakLeft * gain);
    next[2] = place(levels.rmsRight);
    next[3] = peakAt(place(levels.peakRight), levels.peakRight * gain);
    if (next.some((value, i) => value !== drawn[i])) this.paint(look);
    return next.some((value) => value > 0);
  }

  private paint({ width, height, scale, ground, rms, peak }: MeterLook): void {
    const { context, next, drawn } = this;
    if (!context) return;
    const bar = Math.floor((height - Math.round(SIZE.gap * scale)) / 2);
    context.clearRect(0, 0, width, height);
    for (const side of [0, 1] as const) {
      const top = side * (height - bar);
      const [body, mark] = [next[2 * side] as number, next[2 * side + 1] as number];
      context.fillStyle = ground;
      context.fillRect(0, top, width, bar);
      context.fillStyle = rms;
      context.fillRect(0, top, body, bar);
      if (mark === 0) continue;
      const wide = Math.round((mark > width ? SIZE.full : SIZE.mark) * scale);
      context.fillStyle = peak;
      context.fillRect(Math.max(0, Math.min(width, mark) - wide), top, wide, bar);
    }
    for (let i = 0; i < next.length; i++) drawn[i] = next[i] as number;
  }
}

interface Levels extends Pick<Fields<DeckField>, 'rmsLeft' | 'rmsRight' | 'peakLeft' | 'peakRight'> {
  readonly fader: number;
}

function levelsOf({ master, decks }: ConsoleState, source: MeterSource): Levels | undefined {
  if (source === 'master') return { ...master, fader: 1 };
  if (source !== 'sampler') return decks[source];
  const { samplerRmsLeft, samplerRmsRight, samplerPeakLeft, samplerPeakRight, samplerFader } = master;
  return {
    ...{ rmsLeft: samplerRmsLeft, rmsRight: samplerRmsRight, fader: samplerFader },
    ...{ peakLeft: samplerPeakLeft, peakRight: samplerPeakRight },
  };
}

/** One pixel past the end tells full scale. */
const peakAt = (place: number, amplitude: number): number => (amplitude >= 1 ? place + 1 : place);
