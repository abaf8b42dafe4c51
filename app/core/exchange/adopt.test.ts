import { expect, test } from 'vitest';
import type { Track } from '#contracts/records/track.ts';
import { noCues, setHotCue } from '../cues/cues.ts';
import { adoptedCues, filledFacts, hasPoints } from './adopt.ts';
import { noPoints, unknownTrack } from './collection.ts';

const cue = (slot: number, timeSec: number) => ({ slot, timeSec, name: String(timeSec), colour: null });
const own = setHotCue(noCues('aa'), { ...cue(0, 1), anchor: null });
const from = {
  ...noPoints,
  hotCues: [cue(0, 9), cue(1, 5)],
  loops: [{ timeSec: 3, endSec: 4, name: '', colour: null, slot: null }],
  intro: { startSec: 0, endSec: 8 },
};

test('own points stay and free pads are filled; replacing takes all', () => {
  const filled = adoptedCues(own, from, 'fill');
  expect(filled.hotCues.map(({ slot, timeSec }) => [slot, timeSec])).toEqual([
    [0, 1],
    [1, 5],
  ]);
  expect(filled).toMatchObject({ loops: [{ timeSec: 3, anchor: null }], intro: { endSec: 8 } });
  const replaced = adoptedCues(own, from, 'replace');
  expect(replaced.hotCues.map(({ timeSec }) => timeSec)).toEqual([9, 5]);
  expect([hasPoints(own), hasPoints(noCues('aa'))]).toEqual([true, false]);
});

test('only empty fields are filled', () => {
  const track = { artist: 'Mine', album: '', genre: '', year: 1999, rating: 0, colour: null } as unknown as Track;
  const said = { ...unknownTrack('a'), artist: 'Theirs', album: 'Album', year: 2000, rating: 3, tags: ['x'] };
  expect(filledFacts(track, said)).toEqual({ album: 'Album', rating: 3, tags: ['x'] });
  expect(filledFacts({ ...track, tags: ['y'], rating: 5, album: 'z' }, said)).toEqual({});
});
