import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Correction, TrackCorrections } from '#contracts/records/correction.ts';
import { corrected, machineSays } from './correction.test.support.ts';
import { effective, unsure } from './effective.ts';
import { MOST_STEPS, nextSteps, noCorrections, redo, setLock, undo, withAnswer } from './history.ts';
import { noPrior } from './prior.ts';

const machine = machineSays();
const shown = (row?: TrackCorrections, by = machine) => effective(by, row, noPrior);
const double: Correction = { kind: 'scale', ratio: 2 };
const cMajor: Correction = { kind: 'key', key: { tonic: 0, mode: 'major' } };

describe('in force', () => {
  test('is what the analyser found, until a person says otherwise', () => {
    expect(shown()).toMatchObject({ ...machine, origin: { tempo: 'machine', key: 'machine' } });
    expect(shown(corrected([double, cMajor]))).toMatchObject({
      tempo: { bpm: 174, confidence: 1, candidates: [{ bpm: 174, probability: 1 }], isConstant: true },
      key: { tonic: 0, mode: 'major', confidence: 1, tuningCents: 0 },
      origin: { tempo: 'person', key: 'person' },
    });
  });

  test('stays what a person said when another analyser answers', () => {
    const later = machineSays({ bpm: 130 }, { tonic: 2 });
    expect(shown(corrected([double, cMajor]), later)).toMatchObject({ tempo: { bpm: 174 }, key: { tonic: 0 } });
    // What nobody has spoken about follows the analyser.
    expect(shown(corrected([cMajor]), later).tempo.bpm).toBe(130);
    expect(shown(corrected([double]), later).key.tonic).toBe(2);
    // So does what was taken back.
    expect(shown(undo(corrected([double])), later).tempo.bpm).toBe(130);
    // "This is right" and the lock hold it too.
    expect(shown(corrected([{ kind: 'confirm' }]), later).tempo.bpm).toBe(87);
    expect(shown(setLock(noCorrections('aa'), true, { shown: machine }), later).tempo.bpm).toBe(87);
  });

  test('a downbeat that was set is certain; one that was not is as the analyser had it', () => {
    expect(shown(corrected([{ kind: 'downbeat', atSec: 1 }])).tempo.downbeatConfidence).toBe(1);
    expect(shown(corrected([double])).tempo.downbeatConfidence).toBe(0.5);
  });

  test('"no key" is an answer too', () => {
    const row = corrected([{ kind: 'key', key: { tonic: null, mode: null } }]);
    expect(shown(row)).toMatchObject({ key: { tonic: null, mode: null }, origin: { key: 'person' } });
  });
});

describe('unsure', () => {
  test('is what was found with little confidence and nobody has spoken about', () => {
    expect(unsure(shown())).toEqual({ tempo: true, key: true });
    expect(unsure(shown(corrected([{ kind: 'confirm' }])))).toEqual({ tempo: false, key: true });
    expect(unsure(shown(corrected([{ kind: 'key', key: machine.key }])))).toEqual({ tempo: true, key: false });
    expect(unsure(shown(undefined, machineSays({ confidence: 0.9 }, { confidence: 0.8 })))).toEqual({
      tempo: false,
      key: false,
    });
  });

  test('what was not found at all is not asked about', () => {
    const nothing = machineSays({ bpm: null, grid: null, confidence: 0 }, { tonic: null, mode: null, confidence: 0 });
    expect(unsure(shown(undefined, nothing))).toEqual({ tempo: false, key: false });
  });

  test('a question is asked once', () => {
    const row = withAnswer(noCorrections('aa'), 'tempo');
    expect(row.asked).toEqual({ tempo: true, key: false });
    expect(withAnswer(row, 'tempo')).toBe(row);
  });
});

describe('history', () => {
  test('undo and redo go step by step; a new edit forgets what was undone', () => {
    const row = corrected([double, cMajor, { kind: 'shift', bySec: 0.01 }]);
    const back = undo(undo(row));
    expect(shown(back)).toMatchObject({ tempo: { bpm: 174 }, key: { tonic: 9 } });
    expect(shown(redo(back)).key.tonic).toBe(0);
    expect(nextSteps(back)).toMatchObject({ undo: double, redo: cMajor });
    expect(corrected([{ kind: 'meter', beatsPerBar: 3 }], machine, back).edits).toHaveLength(2);
    expect(undo(noCorrections('aa')).applied).toBe(0);
    expect(redo(row)).toBe(row);
  });

  test('what changes nothing is no step', () => {
    const row = corrected([double]);
    const none: Correction[] = [
      { kind: 'meter', beatsPerBar: 4 },
      { kind: 'scale', ratio: 1 },
      { kind: 'shift', bySec: 0 },
      { kind: 'tempo', bpm: NaN, atSec: 0 },
    ];
    expect(corrected(none, machine, row)).toBe(row);
    const named = corrected([cMajor]);
    expect(corrected([cMajor], machine, named)).toBe(named);
    const noGrid = machineSays({ bpm: null, grid: null });
    expect(corrected([{ kind: 'confirm' }, double], noGrid).edits).toEqual([]);
  });

  test('nudges in a row are one step', () => {
    const nudges: Correction[] = Array.from({ length: 20 }, () => ({ kind: 'shift', bySec: 0.001 }));
    const row = corrected([double, ...nudges]);
    expect(row.edits).toHaveLength(2);
    expect(shown(row).tempo.grid?.segments[0]?.timeSec).toBeCloseTo(0.12, 9);
  });

  test('a locked grid takes no edits and no undo; the key still does', () => {
    const locked = setLock(corrected([double]), true, { shown: shown(corrected([double])) });
    expect(corrected([double], machine, locked)).toBe(locked);
    expect(undo(locked)).toBe(locked);
    expect(nextSteps(locked)).toEqual({ undo: null, redo: null });
    const named = corrected([cMajor], machine, locked);
    expect(shown(undo(named))).toMatchObject({ tempo: { bpm: 174 }, key: { tonic: 9 } });
    expect(shown(undo(setLock(named, false, { shown: machine }))).key.tonic).toBe(9);
  });

  test('only so many steps are kept, and what is dropped stays in force', () => {
    const edits: Correction[] = [cMajor, double];
    for (let i = 0; i < MOST_STEPS; i++) edits.push({ kind: 'meter', beatsPerBar: 3 + (i % 2) });
    const row = corrected(edits);
    expect(row.edits).toHaveLength(MOST_STEPS);
    let back = row;
    for (let i = 0; i < MOST_STEPS; i++) back = undo(back);
    expect(shown(back)).toMatchObject({ tempo: { bpm: 174 }, key: { tonic: 0 }, origin: { tempo: 'person' } });
  });

  test('whatever is done, undoing all of it shows the analyser again', () => {
    const edit = fc.constantFrom<Correction>(
      ...[double, cMajor, { kind: 'scale' as const, ratio: 1 / 2 }, { kind: 'shift' as const, bySec: 0.013 }],
      ...[
        { kind: 'downbeat' as const, atSec: 3 },
        { kind: 'meter' as const, beatsPerBar: 3 },
      ],
      ...[{ kind: 'taps' as const, bpm: 101, atSec: 2 }, { kind: 'confirm' as const }],
    );
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        const row = corrected(edits);
        let back = row;
        for (let i = 0; i < row.edits.length; i++) back = undo(back);
        expect(shown(back)).toEqual(shown());
        for (let i = 0; i < row.edits.length; i++) back = redo(back);
        expect(shown(back)).toEqual(shown(row));
      }),
    );
  });
});
