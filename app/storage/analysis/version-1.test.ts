import { expect, test } from 'vitest';
import { beatsBetween } from '#core/tempo/beat-grid.ts';
import { readAnalysis, type AnalysisVersion1 } from './version-1.ts';

const old: AnalysisVersion1 = {
  blobHash: 'a'.repeat(64),
  version: 1,
  sampleRate: 44_100,
  durationSec: 3,
  tempo: { bpm: 120, confidence: 0.9, beats: new Float32Array([0.25, 0.75]), gridOffsetSec: 0.25 },
  key: { tonic: 9, mode: 'minor', confidence: 0.7 },
  loudness: { integrated: -9, range: 4, truePeak: -0.5 },
  analysedAt: 5,
};

test('a result of the first analyser keeps its answers and stays known as old', () => {
  const read = readAnalysis(old);
  expect(read).toMatchObject({
    blobHash: old.blobHash,
    version: 1,
    durationSec: 3,
    tempo: { bpm: 120, confidence: 0.9, candidates: [{ bpm: 120, probability: 0.9 }], downbeatConfidence: 0 },
    key: { ...old.key, segments: [] },
    loudness: { ...old.loudness, crestDb: null },
    energy: { level: null, confidence: 0 },
    sections: [],
    analysedAt: 5,
  });
  expect([...read.tempo.beats]).toEqual([0.25, 0.75]);
  expect(read.tempo.grid && [...beatsBetween(read.tempo.grid, 0, 1.5)]).toEqual([0.25, 0.75, 1.25]);
});

test('no tempo stays no tempo, and what is current is left alone', () => {
  const read = readAnalysis({ ...old, tempo: { ...old.tempo, bpm: null, confidence: 0 } });
  expect(read.tempo).toMatchObject({ bpm: null, grid: null, candidates: [], isConstant: false });
  expect(readAnalysis(read)).toBe(read);
});
