import { expect, it } from 'vitest';
import { createStateMemory, StateWriter } from '#core/console/state.ts';
import { openMeter, watchLevels } from './client.ts';

const [WIDTH, HEIGHT] = [60, 14];
const look = { width: WIDTH, height: HEIGHT, scale: 1, ground: '#000080', rms: '#00ff00', peak: '#ffffff' } as const;

it('a meter in its worker is as long as the level, left above right, and empties behind a closed fader', async () => {
  const canvas = document.createElement('canvas');
  document.body.append(canvas);
  const memory = createStateMemory();
  const audio = new StateWriter(memory);
  /** Ends of body and mark in one row, pixels. */
  const ends = (y: number) => {
    const context = new OffscreenCanvas(WIDTH, HEIGHT).getContext('2d')!;
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, y, WIDTH, 1);
    const last = (is: (r: number, g: number, b: number) => boolean) =>
      Array.from({ length: WIDTH }, (_, x) => x).findLast((x) => is(data[4 * x]!, data[4 * x + 1]!, data[4 * x + 2]!));
    return [last((r, g) => r === 0 && g === 255), last((r) => r === 255)];
  };
  const levels = { rmsLeft: 0.1, peakLeft: 0.5, rmsRight: 0.01, peakRight: 1.2, fader: 1 };
  Object.assign(audio.state.decks[1]!, levels);
  audio.publish();
  watchLevels(memory);
  const meter = openMeter(canvas);
  meter.show(1, look);
  // -20 dB is two thirds of 60 dB, -6 dB nine tenths; -40 dB one third, and above full scale the mark is at the end.
  await expect.poll(() => ends(2)).toEqual([39, 53]);
  expect(ends(11)).toEqual([19, 59]);
  Object.assign(audio.state.decks[1]!, { fader: 0 });
  audio.publish();
  await expect.poll(() => ends(2)).toEqual([undefined, undefined]);
  meter.close();
  canvas.remove();
});
