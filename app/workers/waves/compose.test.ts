import { describe, expect, it } from 'vitest';
import { constantGrid } from '#core/tempo/beat-grid.ts';
import { buildPyramid } from '#core/waveform/pyramid.ts';
import { inkOn, rgba } from './colour.ts';
import { compose, type DeckMoment } from './compose.ts';
import { emptyList, RECT, type RectList } from './display-list.ts';
import type { WaveColours, WaveDeck, WaveView } from './protocol.ts';
import { pixelOf, timeAt, windowAt } from './window.ts';

const view: WaveView = { width: 1000, height: 200, scale: 1, seconds: 10, pages: false };
const colours: WaveColours = {
  ...{ ground: '#000000', low: '#ff0000', mid: '#ffaa00', high: '#ccddff', beat: '#666666', bar: '#999999' },
  ...{ playhead: '#ffffff', cue: '#ffbb33', text: '#eeeeee', loop: '#00ff00' },
};
const deck: WaveDeck = {
  ...{ label: 'A', colour: '#3fd0e2', durationSec: 60, grid: constantGrid(120, 0.5), barsKnown: true },
  ...{ marks: [], loops: [] },
};
const peaks = { blobHash: 'x', sampleRate: 44_100, framesPerColumn: 441, columns: 6000 };
const pyramid = buildPyramid({
  ...peaks,
  ...Object.fromEntries(['low', 'mid', 'high', 'peak'].map((band) => [band, new Uint8Array(6000)])),
} as never);
const moment = (more: Partial<DeckMoment> = {}): DeckMoment => ({ deck, pyramid, positionSec: 20, tempo: 1, ...more });

/** Rectangles of a colour as [x, y, width, height]. */
function rectsOf({ values, count }: RectList, colour: string): number[][] {
  const wanted = Float32Array.from(rgba(colour)).slice(0, 3).join();
  return Array.from({ length: count }, (_, i) => [...values.subarray(i * RECT, (i + 1) * RECT)])
    .filter((rect) => rect.slice(4, 7).join() === wanted)
    .map((rect) => rect.slice(0, 4));
}

describe('the window', () => {
  it('stands around the playhead, in whole pixels both ways', () => {
    const window = windowAt(view, 20, 1);
    expect(window).toEqual({ secondsPerPixel: 0.01, origin: 1500, playhead: 500 });
    expect([pixelOf(window, 20), pixelOf(window, 15), timeAt(window, 0)]).toEqual([500, 0, 15]);
  });

  it('shows more of a faster track, so that beats of synced decks line up', () => {
    const beatsOnScreen = (bpm: number, tempo: number) => (windowAt(view, 0, tempo).secondsPerPixel * 1000 * bpm) / 60;
    expect(beatsOnScreen(100, 1.28)).toBeCloseTo(beatsOnScreen(128, 1), 9);
  });

  it('turns pages where motion is unwelcome', () => {
    const paged = { ...view, pages: true };
    expect(windowAt(paged, 9.99, 1)).toMatchObject({ origin: 0, playhead: 999 });
    expect(windowAt(paged, 10.01, 1)).toMatchObject({ origin: 1000, playhead: 1 });
  });
});

describe('the picture', () => {
  it('divides the height among the decks and puts each playhead in the middle', () => {
    const { strips, rects } = compose(emptyList(), view, colours, [moment(), moment(), moment(), moment()]);
    expect(strips.map(({ top, height }) => [top, height])).toEqual([
      [0, 49],
      [50, 49],
      [100, 49],
      [150, 50],
    ]);
    expect(rectsOf(rects, colours.playhead).map(([x, y]) => [x, y])).toEqual([
      [499, 0],
      [499, 50],
      [499, 100],
      [499, 150],
    ]);
  });

  it('takes the level whose columns are one to two pixels wide, at the place of the left edge', () => {
    const [strip] = compose(emptyList(), { ...view, seconds: 40 }, colours, [moment()]).strips;
    expect(strip).toMatchObject({ level: 2, columnsPerPixel: 1, origin: 0 });
  });

  it('draws beats where they are, and bars with a foot only where they are known', () => {
    const { rects } = compose(emptyList(), view, colours, [moment()]);
    const bars = rectsOf(rects, colours.bar).filter(([, , , height]) => height === 200);
    expect(bars.map(([x]) => x)).toEqual([150, 350, 550, 750, 950]);
    const beats = rectsOf(rects, colours.beat).filter(([, , , height]) => height === 200);
    expect(beats.map(([x]) => x).slice(0, 4)).toEqual([0, 50, 100, 200]);
    const unknown = compose(emptyList(), view, colours, [moment({ deck: { ...deck, barsKnown: false } })]).rects;
    expect(rectsOf(unknown, colours.bar)).toEqual([]);
  });

  it('ends with the track at both ends', () => {
    const { rects } = compose(emptyList(), view, colours, [moment({ positionSec: 0 })]);
    const lines = [...rectsOf(rects, colours.beat), ...rectsOf(rects, colours.bar)].filter(
      ([, , , tall]) => tall === 200,
    );
    expect(Math.min(...lines.map(([x]) => x as number))).toBe(500);
  });

  it('shows cues, loops, sections and keys at their times with their words', () => {
    const marks: WaveDeck['marks'] = [
      { kind: 'hotcue', timeSec: 21, label: '1 Drop', colour: '#ff00ff' },
      { kind: 'section', timeSec: 22, label: 'Break', colour: null },
      { kind: 'key', timeSec: 23, label: '8A', colour: null },
      { kind: 'hotcue', timeSec: 59, label: 'far away', colour: null },
    ];
    const loops = [{ startSec: 16, endSec: 18, active: true }];
    const { rects, labels } = compose(emptyList(), view, colours, [moment({ deck: { ...deck, marks, loops } })]);
    expect(rectsOf(rects, '#ff00ff')[0]).toEqual([599, 0, 2, 200]);
    expect(rectsOf(rects, colours.loop)[0]).toEqual([100, 0, 200, 200]);
    expect(labels.map(({ text, x }) => [text, x])).toEqual([
      ['1 Drop', 600],
      ['Break', 700],
      ['8A', 800],
      ['A', 4],
    ]);
    const [cue, section, key] = labels.map(({ y }) => y) as [number, number, number];
    expect(cue).toBeLessThan(key);
    expect(key).toBeLessThan(section);
  });

  it('of an empty deck is its letter alone, and nothing is left of the picture before', () => {
    const list = compose(emptyList(), view, colours, [moment()]);
    compose(list, view, colours, [moment({ deck: { ...deck, durationSec: 0 } })]);
    expect([list.strips.length, list.rects.count, list.labels.map(({ text }) => text)]).toEqual([0, 1, ['A']]);
  });
});

it('colours are read, and words stand out on them', () => {
  expect(rgba('#ff8000')).toEqual([1, 128 / 255, 0, 1]);
  expect(rgba('red')).toEqual([0.5, 0.5, 0.5, 1]);
  expect([inkOn(rgba('#ffb938')), inkOn(rgba('#5b36bd'))]).toEqual([
    [0, 0, 0, 1],
    [1, 1, 1, 1],
  ]);
});
