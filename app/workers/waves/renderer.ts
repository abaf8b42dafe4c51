import type { PeakPyramid } from '#core/waveform/pyramid.ts';
import type { Rgba } from './colour.ts';
import type { DisplayList } from './display-list.ts';
import type { WaveRendererKind } from './protocol.ts';

/** Colours of the three bands and of what lies behind. */
export interface BandColours {
  readonly ground: Rgba;
  readonly low: Rgba;
  readonly mid: Rgba;
  readonly high: Rgba;
}

/** Shares of the height that the bands take: highs narrow and in front, so that shape tells them apart too. */
export const bandHeights = { low: 1, mid: 0.8, high: 0.6 } as const;

/** Paints display lists. */
export interface WaveRenderer {
  readonly kind: WaveRendererKind;
  resize(width: number, height: number, scale: number): void;
  /** Gives the memory of a pyramid back that no deck shows any more. */
  forget(pyramid: PeakPyramid): void;
  draw(list: DisplayList, colours: BandColours): void;
  /** Waits until what was drawn is drawn. */
  finish(): void;
}
