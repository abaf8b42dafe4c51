import { expect, test } from 'vitest';
import { addLoop, removeLoop, addMemoryCue, clearHotCue, noCues, padColours, setHotCue } from './cues.ts';

const point = (timeSec: number, name = '') => ({ timeSec, name, colour: null, anchor: null });

test('a pad holds one cue, pads stand in order', () => {
  let cues = setHotCue(noCues('x'), { ...point(4), slot: 3 });
  cues = setHotCue(cues, { ...point(9), slot: 0 });
  cues = setHotCue(cues, { ...point(5, 'moved'), slot: 3 });
  expect(cues.hotCues.map(({ slot, timeSec }) => [slot, timeSec])).toEqual([
    [0, 9],
    [3, 5],
  ]);
  expect(clearHotCue(cues, 3).hotCues).toHaveLength(1);
  expect(clearHotCue(cues, 7)).toBe(cues);
  expect(padColours).toHaveLength(8);
});

test('what is no pad, no time or no loop changes nothing', () => {
  const cues = noCues('x');
  for (const slot of [-1, 8, 1.5]) expect(setHotCue(cues, { ...point(1), slot })).toBe(cues);
  for (const time of [-1, Number.NaN, Infinity]) expect(addMemoryCue(cues, point(time))).toBe(cues);
  expect(addLoop(cues, { ...point(2), endSec: 2, slot: null })).toBe(cues);
});

test('memory cues and loops stand in the order of time; the same start is the same one', () => {
  let cues = addMemoryCue(addMemoryCue(noCues('x'), point(5)), point(2));
  expect(addMemoryCue(cues, point(2))).toBe(cues);
  expect(cues.memoryCues.map(({ timeSec }) => timeSec)).toEqual([2, 5]);
  cues = addLoop(cues, { ...point(8), endSec: 12, slot: 1 });
  cues = addLoop(cues, { ...point(8), endSec: 10, slot: null });
  cues = addLoop(cues, { ...point(4), endSec: 6, slot: null });
  expect(cues.loops.map(({ timeSec, endSec }) => [timeSec, endSec])).toEqual([
    [4, 6],
    [8, 10],
  ]);
  expect(removeLoop(cues, 4).loops.map(({ timeSec }) => timeSec)).toEqual([8]);
  expect(removeLoop(cues, 5)).toBe(cues);
});
