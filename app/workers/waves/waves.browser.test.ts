import { describe, expect, it } from 'vitest';
import type { WaveformPeaks } from '#contracts/records/analysis.ts';
import { createStateMemory, StateWriter } from '#core/console/state.ts';
import { constantGrid } from '#core/tempo/beat-grid.ts';
import { CanvasRenderer } from './canvas-2d.ts';
import { openWaves, type Waves } from './client.ts';
import { GlRenderer } from './gl/renderer.ts';
import type { WaveColours, WaveDeck, WaveView } from './protocol.ts';
import { WaveStage } from './stage.ts';

const view: WaveView = { width: 800, height: 100, scale: 1, seconds: 8, pages: false };
const colours: WaveColours = {
  ...{ ground: '#000000', low: '#ff0000', mid: '#ffaa00', high: '#ccddff', beat: '#0000ff', bar: '#0000aa' },
  ...{ playhead: '#ffffff', cue: '#ffbb33', text: '#eeeeee', loop: '#00ff00' },
};
const deck: WaveDeck = {
  ...{ label: 'A', colour: '#3fd0e2', durationSec: 60, grid: null, barsKnown: true },
  ...{ marks: [], loops: [] },
};
const IMPULSE_SEC = 21.5;

/** A quiet minute with one loud column in the lows; 150 columns a second. */
function impulse(): WaveformPeaks {
  const columns = 9000;
  const low = new Uint8Array(columns);
  low[Math.floor(IMPULSE_SEC * 150)] = 255;
  const none = new Uint8Array(columns);
  return { blobHash: 'x', sampleRate: 44_100, framesPerColumn: 294, columns, low, mid: none, high: none, peak: low };
}

function stageAt(positionSec: number, more: Partial<WaveDeck> = {}, seconds = view.seconds): WaveStage {
  const stage = new WaveStage();
  stage.setView({ ...view, seconds });
  stage.setColours(colours);
  stage.setDecks([{ ...deck, ...more }]);
  stage.setPeaks(0, impulse());
  stage.setMotion(0, { positionSec, rate: 0, atSec: 0, tempo: 1 });
  return stage;
}

type Pixels = (x: number, y: number) => [red: number, green: number, blue: number];

function pixelsOf(source: CanvasImageSource): Pixels {
  const context = new OffscreenCanvas(view.width, view.height).getContext('2d')!;
  context.drawImage(source, 0, 0);
  const { data } = context.getImageData(0, 0, view.width, view.height);
  return (x, y) => [...data.subarray(4 * (y * view.width + x), 4 * (y * view.width + x) + 3)] as never;
}

/** Columns of one row in which a test holds. */
const columnsWhere = (pixel: Pixels, y: number, holds: (rgb: readonly [number, number, number]) => boolean) =>
  Array.from({ length: view.width }, (_, x) => x).filter((x) => holds(pixel(x, y)));

const isRed = ([red, green, blue]: readonly [number, number, number]) => red > 150 && green < 90 && blue < 90;
const isBlue = ([red, green, blue]: readonly [number, number, number]) => blue > 100 && red < 60 && green < 60;

const drawers = {
  webgl2: (canvas: OffscreenCanvas) =>
    new GlRenderer(
      canvas,
      canvas.getContext('webgl2', { alpha: false, antialias: false, preserveDrawingBuffer: true })!,
    ),
  canvas2d: (canvas: OffscreenCanvas) => new CanvasRenderer(canvas),
};

for (const [name, create] of Object.entries(drawers)) {
  describe(name, () => {
    const drawn = (stage: WaveStage): Pixels => {
      const canvas = new OffscreenCanvas(1, 1);
      stage.draw(create(canvas), 0);
      return pixelsOf(canvas);
    };

    it.each([8, 2, 0.9, 40, 60])('an impulse stands at its place within a pixel, %d s across', (seconds) => {
      const pixel = drawn(stageAt(20, {}, seconds));
      // The middle of the column that holds it, as peaks know no finer.
      const middle = (Math.floor(IMPULSE_SEC * 150) + 0.5) / 150;
      const wanted = 400 + ((middle - 20) / seconds) * 800;
      if (wanted >= 800) return;
      const loudest = columnsWhere(pixel, 48, isRed);
      const centre = loudest.reduce((sum, x) => sum + x + 0.5, 0) / loudest.length;
      expect(Math.abs(centre - wanted)).toBeLessThanOrEqual(1);
      const rising = columnsWhere(pixel, 5, isRed);
      expect(rising.length).toBeGreaterThanOrEqual(1);
      // It fills the height as the loudest thing there is, and beside it there is silence.
      expect(columnsWhere(pixel, 30, isRed).every((x) => Math.abs(x + 0.5 - wanted) < 3 + 800 / 150 / seconds)).toBe(
        true,
      );
    });

    it('lines stand at the beats, those of bars wider', () => {
      const stage = stageAt(20, { grid: constantGrid(120, 0.5) });
      stage.setPeaks(0, null);
      const pixel = drawn(stage);
      expect(columnsWhere(pixel, 20, isBlue)).toEqual(
        Array.from({ length: 16 }, (_, i) => i * 50)
          .flatMap((x) => (x % 200 === 50 ? [x, x + 1] : [x]))
          .filter((x) => x > 3 && (x < 399 || x > 400)),
      );
    });

    it('marks, words and loops are seen', () => {
      const marks = [{ kind: 'hotcue', timeSec: 22, label: '1 Drop', colour: '#ff00ff' }] as const;
      const pixel = drawn(stageAt(20, { marks, loops: [{ startSec: 17, endSec: 18, active: true }] }));
      expect(pixel(600, 80)).toEqual([255, 0, 255]);
      const ground = columnsWhere(pixel, 2, ([red, green, blue]) => red === 255 && green === 0 && blue === 255);
      expect(ground.length).toBeGreaterThan(25);
      const ink = Array.from({ length: 15 }, (_, y) =>
        columnsWhere(pixel, y, ([r, g, b]) => r < 90 && g < 60 && b < 90),
      );
      expect(ink.flat().filter((x) => x > 600 && x < 660).length).toBeGreaterThan(20);
      expect(pixel(150, 90)).toEqual([0, expect.closeTo(77, -1), 0]);
      expect(pixel(400, 50)).toEqual([255, 255, 255]);
    });
  });
}

it('both renderers paint the same picture', () => {
  const images = Object.values(drawers).map((create) => {
    const canvas = new OffscreenCanvas(1, 1);
    stageAt(20, { grid: constantGrid(120, 0.5), loops: [{ startSec: 17, endSec: 18, active: true }] }).draw(
      create(canvas),
      0,
    );
    return pixelsOf(canvas);
  });
  let different = 0;
  for (let y = 0; y < view.height; y++) {
    for (let x = 0; x < view.width; x++) {
      const [one, other] = images.map((pixel) => pixel(x, y)) as unknown as [number[], number[]];
      if (one.some((value, i) => Math.abs(value - (other[i] as number)) > 40)) different++;
    }
  }
  expect(different / (view.width * view.height)).toBeLessThan(0.002);
});

it('a picture that was scrolled there is the one that is painted anew', () => {
  const canvas = new OffscreenCanvas(1, 1);
  const renderer = drawers.webgl2(canvas);
  const scrolled = stageAt(20);
  // On by less and by more than is on the screen, back, and at another tempo and back.
  for (const [positionSec, tempo] of [
    ...[20, 20.3, 20.31, 27, 80, 23, 22.4].map((at) => [at, 1]),
    [22, 1.1],
    [21, 1],
  ]) {
    scrolled.setMotion(0, { positionSec: positionSec!, rate: 0, atSec: 0, tempo: tempo! });
    scrolled.draw(renderer, 0);
  }
  const anew = new OffscreenCanvas(1, 1);
  stageAt(21).draw(drawers.webgl2(anew), 0);
  const [one, other] = [pixelsOf(canvas), pixelsOf(anew)];
  const different = (y: number) =>
    Array.from({ length: view.width }, (_, x) => x).filter((x) => one(x, y).join() !== other(x, y).join());
  expect([10, 30, 48, 70].flatMap(different)).toEqual([]);
  expect(columnsWhere(one, 48, isRed).length).toBeGreaterThan(0);
});

describe('in the worker', () => {
  const epoch = () => performance.timeOrigin + performance.now();

  async function open(kind: 'webgl2' | 'canvas2d'): Promise<{ waves: Waves; canvas: HTMLCanvasElement }> {
    const canvas = document.createElement('canvas');
    document.body.append(canvas);
    const waves = openWaves(canvas, kind, () => {});
    expect(await waves.renderer).toBe(kind);
    await waves.api.setView(view);
    await waves.api.setColours(colours);
    await waves.api.setDecks([deck]);
    await waves.api.setPeaks(0, impulse());
    return { waves, canvas };
  }

  const impulseAt = (canvas: HTMLCanvasElement) => columnsWhere(pixelsOf(canvas), 30, isRed)[0] ?? null;

  it.each(['webgl2', 'canvas2d'] as const)('the picture moves by itself and stops with the deck (%s)', async (kind) => {
    const { waves, canvas } = await open(kind);
    const memory = createStateMemory();
    const writer = new StateWriter(memory);
    const RATE = 48_000;
    /** As the audio thread does. */
    const say = (positionSec: number, speed: number, atSec: number) => {
      Object.assign(writer.state.decks[0]!, { positionSec, speed, tempo: 1 });
      writer.state.master.frame = atSec * RATE;
      writer.publish();
    };
    say(19, 0, 0);
    await waves.api.watch({ memory, sampleRate: RATE, delaySec: 0 });
    await expect.poll(() => impulseAt(canvas) ?? 0).toBeGreaterThan(640);
    const before = impulseAt(canvas)!;
    const began = epoch();
    await waves.api.setClock({ audioSec: 0, epochMs: began });
    const sound = setInterval(() => say(19 + (epoch() - began) / 1000, 1, (epoch() - began) / 1000), 10);
    say(19, 1, 0);
    await waves.api.wake();
    // No message from here on.
    await expect.poll(() => impulseAt(canvas) ?? 800, { interval: 20, timeout: 20_000 }).toBeLessThan(before - 50);
    clearInterval(sound);
    say(20, 0, 1);
    await expect.poll(() => Math.abs((impulseAt(canvas) ?? 0) - 550)).toBeLessThan(5);
    await waves.api.stats();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await waves.api.stats()).frames).toBeLessThanOrEqual(1);
    waves.close();
    canvas.remove();
  });
});
