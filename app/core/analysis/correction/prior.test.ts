import { describe, expect, test } from 'vitest';
import type { Correction, TrackCorrections } from '#contracts/records/correction.ts';
import { corrected, machineSays } from './correction.test.support.ts';
import { effective } from './effective.ts';
import { undo } from './history.ts';
import { keyWithPrior, learn, noPrior, tempoWithPrior } from './prior.ts';
import { mistakes, related, relationOf } from './relations.ts';

const at = (row: TrackCorrections, updatedAt: number): TrackCorrections => ({ ...row, updatedAt });
const lessons = (count: number, edit: Correction, machine = machineSays()) =>
  learn(
    Array.from({ length: count }, () => at(corrected([edit], machine), 10)),
    0,
  );
const double: Correction = { kind: 'scale', ratio: 2 };

describe('tempo', () => {
  const { tempo } = machineSays();

  test('people who double show that 174 is meant by a doubtful 87, and by its neighbours', () => {
    const prior = lessons(4, double);
    const weighed = tempoWithPrior(tempo, prior);
    expect(weighed).toMatchObject({ bpm: 174, grid: { segments: [{ bpm: 174 }] } });
    expect(weighed.candidates[0]?.bpm).toBe(174);
    expect(weighed.confidence).toBe(weighed.candidates[0]?.probability);
    expect(weighed.candidates.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThanOrEqual(1);
    expect(tempoWithPrior(machineSays({ bpm: 89 }).tempo, prior).bpm).toBe(178);
  });

  test('they say nothing about other tempi, nor where the analyser is sure', () => {
    const prior = lessons(4, double);
    expect(tempoWithPrior(machineSays({ bpm: 60 }).tempo, prior).bpm).toBe(60);
    const sure = machineSays({ confidence: 0.9 }).tempo;
    expect(tempoWithPrior(sure, prior)).toBe(sure);
    expect(tempoWithPrior(tempo, noPrior)).toBe(tempo);
  });

  test('confirmations hold against corrections', () => {
    const rows = [...Array.from({ length: 6 }, () => corrected([{ kind: 'confirm' }])), corrected([double])];
    const prior = learn(
      rows.map((row) => at(row, 1)),
      0,
    );
    expect(tempoWithPrior(tempo, prior).bpm).toBe(87);
  });

  test('a candidate that is no level of the grid is never chosen', () => {
    const odd = machineSays({
      candidates: [
        { bpm: 87, probability: 0.3 },
        { bpm: 101, probability: 0.69 },
      ],
    }).tempo;
    expect(tempoWithPrior(odd, lessons(1, double)).bpm).toBe(87);
  });
});

describe('key', () => {
  const relative: Correction = { kind: 'key', key: { tonic: 0, mode: 'major' } };

  test('people who change minor to its relative teach that of every doubtful minor key', () => {
    const prior = lessons(5, relative);
    const { key } = machineSays({}, { tonic: 4, confidence: 0.4 });
    expect(keyWithPrior(key, prior)).toMatchObject({ tonic: 7, mode: 'major' });
    const sure = machineSays({}, { tonic: 4, confidence: 0.7 }).key;
    expect(keyWithPrior(sure, prior)).toBe(sure);
    const major = machineSays({}, { tonic: 4, mode: 'major', confidence: 0.4 }).key;
    expect(keyWithPrior(major, prior)).toBe(major);
  });

  test('one correction alone changes no likely key', () => {
    expect(keyWithPrior(machineSays().key, lessons(1, relative))).toMatchObject({ tonic: 9, mode: 'minor' });
  });

  test('relations lead there and name the way', () => {
    const aMinor = { tonic: 9, mode: 'minor' } as const;
    for (const [relation] of mistakes) expect(relationOf(aMinor, related(aMinor, relation))).toBe(relation);
    expect(related(aMinor, 'relative')).toEqual({ tonic: 0, mode: 'major' });
    expect(related({ tonic: 0, mode: 'major' }, 'relative')).toEqual(aMinor);
    expect(relationOf(aMinor, { tonic: 1, mode: 'major' })).toBeNull();
  });
});

describe('learning', () => {
  test('only what says a level or a key counts, and only while it is in force', () => {
    expect(lessons(1, { kind: 'shift', bySec: 0.1 })).toEqual(noPrior);
    expect(lessons(1, double).tempo).toEqual([{ heard: 87, said: 174 }]);
    expect(learn([at(undo(corrected([double])), 1)], 0)).toEqual(noPrior);
    expect(lessons(1, { kind: 'key', key: { tonic: null, mode: null } }).key).toEqual([]);
  });

  test('what was forgotten stays forgotten', () => {
    const rows = [at(corrected([double]), 5), at(corrected([double]), 50)];
    expect([learn(rows, 0), learn(rows, 5), learn(rows, 50)].map(({ tempo }) => tempo.length)).toEqual([2, 1, 0]);
  });

  test('a corrected track itself is not weighed again', () => {
    const row = corrected([{ kind: 'confirm' }]);
    expect(effective(machineSays(), row, lessons(9, double)).tempo.bpm).toBe(87);
  });
});
