import { beforeEach, expect, test } from 'vitest';
import { noCues, setHotCue } from '#core/cues/cues.ts';
import { openDb } from '../db/open.ts';
import { onStorageEvent } from '../events.ts';
import { editCues, getCues, listCues } from './cues.ts';

beforeEach(async () => (await openDb()).clear('cues'));

const cue = (slot: number, timeSec: number) => ({ slot, timeSec, name: '', colour: null, anchor: null });

test('a track without cues has empty ones, and edits at the same time all count', async () => {
  expect(await getCues('aa')).toEqual(noCues('aa'));
  const heard: string[] = [];
  const stop = onStorageEvent((event) => event.type === 'cues' && heard.push(event.blobHash));
  await Promise.all([0, 1, 2, 3].map((slot) => editCues('aa', (cues) => setHotCue(cues, cue(slot, slot + 1)))));
  stop();
  expect((await getCues('aa')).hotCues.map(({ timeSec }) => timeSec)).toEqual([1, 2, 3, 4]);
  expect(heard).toEqual(['aa', 'aa', 'aa', 'aa']);
});

test('an edit that changes nothing writes nothing; anchors come back as they went', async () => {
  await editCues('bb', (cues) => cues);
  expect(await listCues()).toEqual([]);
  const anchor = { rate: 11_025, at: 10.25, samples: Int8Array.of(1, -2, 127) };
  await editCues('bb', (cues) => setHotCue(cues, { ...cue(0, 1), anchor }));
  expect((await getCues('bb')).hotCues[0]?.anchor).toEqual(anchor);
});
