import { beatLines } from '#core/waveform/beat-lines.ts';
import { levelFor, type PeakPyramid } from '#core/waveform/pyramid.ts';
import { inkOn, rgba, type Rgba } from './colour.ts';
import type { DisplayList } from './display-list.ts';
import type { WaveColours, WaveDeck, WaveMark, WaveView } from './protocol.ts';
import { pixelOf, timeAt, windowAt, type Window } from './window.ts';

/** One deck at the moment that is drawn. */
export interface DeckMoment {
  readonly deck: WaveDeck;
  readonly pyramid: PeakPyramid | null;
  readonly positionSec: number;
  readonly tempo: number;
}

/** A lane: the rows that a deck's picture fills. */
interface Lane {
  readonly top: number;
  readonly height: number;
}

/** Puts the picture of a moment together, from nothing but its arguments. */
export function compose(
  list: DisplayList,
  view: WaveView,
  colours: WaveColours,
  decks: readonly DeckMoment[],
): DisplayList {
  list.strips.length = 0;
  list.labels.length = 0;
  list.rects.clear();
  decks.forEach((moment, index) => {
    const top = Math.round((index * view.height) / decks.length);
    const height = Math.round(((index + 1) * view.height) / decks.length) - top - (index < decks.length - 1 ? 1 : 0);
    new Painter(list, view, colours, { top, height }).paint(moment, index);
  });
  return list;
}

/** Paints one deck into its lane. */
class Painter {
  private readonly list: DisplayList;
  private readonly view: WaveView;
  private readonly colours: WaveColours;
  private readonly lane: Lane;

  constructor(list: DisplayList, view: WaveView, colours: WaveColours, lane: Lane) {
    this.list = list;
    this.view = view;
    this.colours = colours;
    this.lane = lane;
  }

  paint({ deck, pyramid, positionSec, tempo }: DeckMoment, index: number): void {
    const window = windowAt(this.view, positionSec, tempo);
    if (deck.durationSec > 0) {
      if (pyramid) this.wave(pyramid, window, index);
      this.loops(deck, window);
      this.grid(deck, window);
      for (const mark of deck.marks) this.mark(mark, window);
      const { width } = this.view;
      if (window.playhead >= 0 && window.playhead < width) this.column(window.playhead, 2, rgba(this.colours.playhead));
    }
    this.lineBelow();
    this.column(0, 4, rgba(deck.colour));
    this.word(deck.label, this.px(4), this.lane.top, rgba(deck.colour));
  }

  private px(cssPixels: number): number {
    return Math.max(1, Math.round(cssPixels * this.view.scale));
  }

  /** A column of the whole lane's height. Odd widths stand around their place. */
  private column(x: number, width: number, colour: Rgba): void {
    const wide = this.px(width);
    this.list.rects.push(x === 0 ? 0 : x - (wide >> 1), this.lane.top, wide, this.lane.height, colour);
  }

  private lineBelow(): void {
    const { top, height } = this.lane;
    if (top + height < this.view.height)
      this.list.rects.push(0, top + height, this.view.width, 1, rgba(this.colours.beat));
  }

  private wave(pyramid: PeakPyramid, window: Window, deck: number): void {
    const columnsPerPixel = window.secondsPerPixel * pyramid.columnsPerSecond;
    const level = levelFor(pyramid, columnsPerPixel);
    const inLevel = columnsPerPixel / 2 ** level;
    this.list.strips.push({
      ...{ deck, pyramid, level, ...this.lane },
      origin: window.origin,
      columnsPerPixel: inLevel,
    });
  }

  private loops({ loops }: WaveDeck, window: Window): void {
    const { width } = this.view;
    for (const { startSec, endSec, active } of loops) {
      const from = Math.max(0, pixelOf(window, startSec));
      const to = Math.min(width, pixelOf(window, endSec));
      if (to <= from) continue;
      const colour = rgba(this.colours.loop, active ? 0.3 : 0.12);
      this.list.rects.push(from, this.lane.top, to - from, this.lane.height, colour);
      for (const edge of [startSec, endSec]) {
        const x = pixelOf(window, edge);
        if (x >= 0 && x < width) this.column(x, active ? 2 : 1, rgba(this.colours.loop));
      }
    }
  }

  /** Beats are thin lines; those that are known to begin a bar are wider, with a foot and a head. */
  private grid({ grid, barsKnown, durationSec }: WaveDeck, window: Window): void {
    if (!grid) return;
    const { width } = this.view;
    const { top, height } = this.lane;
    const from = timeAt(window, 0);
    const to = timeAt(window, width);
    for (const { place, isDownbeat } of beatLines(grid, from, to, width / this.view.scale)) {
      const timeSec = from + place * (to - from);
      const x = pixelOf(window, timeSec);
      if (timeSec < -1e-9 || timeSec > durationSec || x < 0 || x >= width) continue;
      const isBar = isDownbeat && barsKnown;
      this.list.rects.push(
        x,
        top,
        this.px(isBar ? 2 : 1),
        height,
        rgba(isBar ? this.colours.bar : this.colours.beat, isBar ? 0.9 : 0.6),
      );
      if (!isBar) continue;
      const foot = this.px(4);
      for (const y of [top, top + height - foot])
        this.list.rects.push(x - foot / 2, y, this.px(2) + foot, foot, rgba(this.colours.bar));
    }
  }

  /** Cues hang at the top, mix spans below them, sections stand at the foot, key changes in the middle: the place tells too. */
  private mark({ kind, timeSec, label, colour }: WaveMark, window: Window): void {
    const x = pixelOf(window, timeSec);
    if (x < -this.px(240) || x >= this.view.width) return;
    const { top, height } = this.lane;
    const paint = rgba(colour ?? (kind === 'cue' || kind === 'mix' ? this.colours.cue : this.colours.bar));
    if (x >= 0) this.column(x, kind === 'hotcue' || kind === 'cue' ? 2 : 1, paint);
    if (kind === 'cue' && x >= 0) {
      const foot = this.px(8);
      this.list.rects.push(x - foot / 2, top + height - foot, foot + 2, foot, paint);
    }
    const row = {
      hotcue: 0,
      cue: 0,
      mix: this.labelHeight,
      key: (height - this.labelHeight) / 2,
      section: height - this.labelHeight,
    }[kind];
    if (label !== '') this.word(label, Math.max(x, -this.px(240)), top + Math.round(row), paint);
  }

  private get labelHeight(): number {
    return labelHeight(this.view.scale);
  }

  private word(text: string, x: number, y: number, ground: Rgba): void {
    this.list.labels.push({ text, x, y, ground, ink: inkOn(ground) });
  }
}

/** Height of a label's ground in device pixels. */
export const labelHeight = (scale: number): number => Math.round(15 * scale);
