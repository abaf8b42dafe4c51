import { beforeEach, expect, test } from 'vitest';
import type { Analysis } from '#contracts/records/analysis.ts';
import { machineSays } from '#core/analysis/correction/correction.test.support.ts';
import { correctTrack } from '../corrections/correct.ts';
import { openDb } from '../db/open.ts';
import { putAnalysis } from './analyses.ts';
import { eachSummary } from './summaries.ts';

beforeEach(async () => {
  const db = await openDb();
  for (const store of db.objectStoreNames) await db.clear(store);
});

async function all(): Promise<Analysis[]> {
  const found: Analysis[] = [];
  await eachSummary((summary) => found.push(summary));
  return found;
}

const tempi = async () => (await all()).map(({ blobHash, tempo }) => [blobHash, tempo.bpm]);

test('every result is known in short, as it is in force, whichever way it came', async () => {
  await putAnalysis(machineSays());
  // A result from before there were short ones.
  const older = { ...machineSays({ bpm: 100 }), blobHash: 'bb', version: 2 };
  await (await openDb()).put('analyses', older);
  expect(await tempi()).toEqual([
    ['aa', 87],
    ['bb', 100],
  ]);
  expect(await (await openDb()).count('summaries')).toBe(2);
  await correctTrack('aa', { kind: 'scale', ratio: 2 });
  await putAnalysis({ ...machineSays({ bpm: 50 }), blobHash: 'bb' });
  const [first, second] = await all();
  expect([first?.tempo.bpm, second?.tempo.bpm]).toEqual([174, 50]);
  expect(second?.tempo.beats).toHaveLength(0);
});
