import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SetEntry } from '#contracts/records/set.ts';
import type { ConsoleEvent, Control } from '../console/events.ts';
import { cueSheet, trackListCsv, trackListText } from './cue-sheet.ts';
import { documentOf, entriesOf, type SetDocument } from './document.ts';
import { editTransition, unchanged } from './edit-transition.ts';
import { trackListOf } from './track-list.ts';
import { transitionsOf } from './transitions.ts';

const RATE = 48_000;
const FIRST = 1280;
const at = (seconds: number) => FIRST + Math.round(seconds * RATE);

const source = (id: number, title: string, bpm: number, isrc = ''): SetEntry => ({
  ...{ kind: 'source', id, track: { trackId: `t${id}`, blobHash: `h${id}`, title, artist: 'Band', isrc } },
  grid: { segments: [{ timeSec: 0, bpm, beat: 0 }], beatsPerBar: 4, downbeat: 0 },
});

const moves = (...rows: readonly (readonly [number, Control, number])[]): SetEntry[] =>
  rows.map(([seconds, control, value]) => ({ kind: 'move', frame: at(seconds), control, value }));

const seen = (deck: string, from: number, to: number, tempo = 1): SetEntry[] =>
  Array.from({ length: Math.floor(to - from) }, (_, i) => ({
    ...{ kind: 'seen', frame: at(from + i + 0.5), deck, positionSec: i, tempo },
  }));

/** Two crossfades, A to B and back to A with another track; the last track runs out by itself at 290 s. */
function evening(): SetDocument {
  const fade = (from: number, way: 1 | -1) =>
    Array.from({ length: 17 }, (_, i) => [from + i / 2, 'mixer.crossfader', way * (i / 8 - 1)] as const);
  const before = (control: Control, value: number): SetEntry => ({ kind: 'before', control, value });
  return documentOf({ sampleRate: RATE, settledFrame: FIRST, firstFrame: FIRST, endFrame: at(300) }, [
    ...[source(1, 'One', 120, 'DEA629800123'), source(2, 'Two, "too"', 126), source(3, 'Three', 126)],
    ...[before('A.assign', -1), before('B.assign', 1), before('mixer.crossfader', -1), before('A.load', 1)],
    ...moves([0, 'A.play', 1], [60, 'B.load', 2], [90, 'B.play', 1], [91, 'A.low', 0.5], ...fade(100, 1)),
    ...moves([120, 'A.play', 0], [130, 'A.load', 3], [130, 'A.low', 1], [190, 'A.play', 1], ...fade(200, -1)),
    ...moves([220, 'B.fader', 0.4]),
    ...[...seen('A', 0, 120, 1.05), ...seen('B', 90, 300), ...seen('A', 190, 290)],
  ]);
}

describe('the track list', () => {
  it('has what was heard, from when to when, at which tempo', () => {
    const list = trackListOf(evening()).map(({ track: { title }, deck, from, to, bpm }) => {
      return [title, deck, Math.round((from - FIRST) / RATE), Math.floor((to - FIRST) / RATE), bpm];
    });
    expect(list).toEqual([
      ['One', 'A', 0, 108, 126],
      ['Two, "too"', 'B', 101, 208, 126],
      ['Three', 'A', 201, 290, 126],
    ]);
  });

  it('leaves out what was cued, tried for a moment or faded down, and joins what was faded in again', () => {
    const document = documentOf({ sampleRate: RATE, settledFrame: FIRST, firstFrame: FIRST, endFrame: at(60) }, [
      ...[source(1, 'One', 120), source(2, 'Two', 120), source(3, 'Three', 120)],
      ...moves([0, 'A.load', 1], [0, 'A.play', 1], [10, 'A.fader', 0], [15, 'A.fader', 1]),
      ...moves([20, 'B.load', 2], [20, 'B.cue', 1], [25, 'B.cue', 0], [26, 'B.play', 1], [28, 'B.play', 0]),
      ...moves([30, 'C.load', 3], [30, 'C.fader', 0.001], [30, 'C.play', 1]),
    ]);
    expect(trackListOf(document)).toMatchObject([{ track: { title: 'One' }, from: at(0), to: at(60) }]);
  });

  it('goes out as cue sheet, text and table', () => {
    const document = evening();
    const list = trackListOf(document);
    const sheet = cueSheet(document, list, { name: 'My "night"', fileName: 'night.wav' });
    expect(sheet.split('\r\n')).toEqual([
      ...[`TITLE "My 'night'"`, 'FILE "night.wav" WAVE', '  TRACK 01 AUDIO', '    TITLE "One"', '    PERFORMER "Band"'],
      ...['    ISRC DEA629800123', '    INDEX 01 00:00:00', '  TRACK 02 AUDIO', `    TITLE "Two, 'too'"`],
      ...['    PERFORMER "Band"', '    INDEX 01 01:40:38', '  TRACK 03 AUDIO', '    TITLE "Three"'],
      ...['    PERFORMER "Band"', '    INDEX 01 03:20:38', ''],
    ]);
    // Within 50 ms of the frame at which the track was first heard, up to the 99 minutes of two digits and beyond.
    for (const [index, [, mm, ss, ff]] of [...sheet.matchAll(/INDEX 01 (\d+):(\d+):(\d+)/g)].entries()) {
      const told = Number(mm) * 60 + Number(ss) + Number(ff) / 75;
      expect(Math.abs(told - (list[index]!.from - FIRST) / RATE)).toBeLessThan(0.05);
    }
    expect(trackListText(document, list, 'Night')).toBe(
      'Night\n\n0:00:00  Band – One\n0:01:40  Band – Two, "too"\n0:03:20  Band – Three\n',
    );
    const header = {
      number: 'No',
      start: 'Start',
      end: 'End',
      artist: 'Artist',
      title: 'Title',
      isrc: 'ISRC',
      bpm: 'BPM',
    };
    expect(trackListCsv(document, list, header).split('\r\n').slice(0, 3)).toEqual([
      'No,Start,End,Artist,Title,ISRC,BPM',
      '1,0:00:00,0:01:48,Band,One,DEA629800123,126.00',
      '2,0:01:40,0:03:28,Band,"Two, ""too""",,126.00',
    ]);
    const spiked = list.map((entry) => ({ ...entry, track: { ...entry.track, title: '=1+1' } }));
    expect(trackListCsv(document, spiked, header)).toContain(",'=1+1,");
  });
});

describe('a transition', () => {
  const controls = ({ moves: all }: SetDocument, indexes: readonly number[]) => [
    ...new Set(indexes.map((index) => all[index]?.control)),
  ];

  it('is found with its moves: those that mix, and the start or stop of a track that is part of it', () => {
    const document = evening();
    const [first, second, ...more] = transitionsOf(document);
    expect(more).toEqual([]);
    expect([first?.from, first?.to]).toEqual([at(100), at(108)]);
    expect(controls(document, first!.moves)).toEqual(['mixer.crossfader']);
    expect(first!.beatFrames).toBeCloseTo((60 / 126) * RATE, 6);
    expect([second?.from, second?.to]).toEqual([at(200), at(208)]);
  });

  it('by a plain change of the record is its start and stop', () => {
    const document = documentOf({ sampleRate: RATE, settledFrame: FIRST, firstFrame: FIRST, endFrame: at(60) }, [
      ...[source(1, 'One', 120), source(2, 'Two', 120)],
      ...moves([0, 'A.load', 1], [0, 'A.play', 1], [5, 'B.load', 2], [30, 'B.play', 1], [30.5, 'A.play', 0]),
    ]);
    const [cut] = transitionsOf(document);
    expect(controls(document, cut!.moves)).toEqual(['B.play', 'A.play']);
    const { moves: edited } = editTransition(document, cut!, { ...unchanged, beats: -4 });
    expect(edited.filter(({ frame }) => frame > at(10))).toEqual([
      { control: 'B.play', value: 1, frame: at(28) },
      { control: 'A.play', value: 0, frame: at(28.5) },
    ]);
  });

  it('is moved by beats, made longer and given another curve; nothing else is touched', () => {
    const document = evening();
    const [first] = transitionsOf(document);
    const others = (all: readonly ConsoleEvent[]) =>
      all.filter(({ control, frame }) => control !== 'mixer.crossfader' || frame > at(150));
    const beat = first!.beatFrames;
    const edit = { beats: 8, stretch: 2, curve: 'cut' } as const;
    const { moves: edited, from, to } = editTransition(document, first!, edit);
    expect(from).toBe(Math.round(first!.from + 8 * beat));
    expect(to - from).toBe(16 * RATE);
    const fade = edited.filter(({ control, frame }) => control === 'mixer.crossfader' && frame < at(150));
    expect(fade.map(({ value }) => value)).toEqual(Array.from({ length: 17 }, (_, i) => i / 8 - 1));
    expect([fade[0]?.frame, fade.at(-1)?.frame]).toEqual([from, to]);
    const curves = edited.filter(({ control }) => control === 'mixer.curve');
    expect(curves).toEqual([
      { control: 'mixer.curve', frame: from, value: 2 },
      { control: 'mixer.curve', frame: to, value: 0 },
    ]);
    expect(others(edited).filter(({ control }) => control !== 'mixer.curve')).toEqual(others(document.moves));
  });

  it('stops before the moves of the same controls around it, and comes back exactly when it is moved back', () => {
    const document = evening();
    fc.assert(
      fc.property(
        fc.constantFrom(0, 1),
        fc.integer({ min: -400, max: 400 }),
        fc.double({ min: 0.1, max: 40, noNaN: true }),
        (which, beats, stretch) => {
          const transition = transitionsOf(document)[which]!;
          const { moves: edited, from, to } = editTransition(document, transition, { beats, stretch, curve: null });
          const chosen = new Set(transition.moves);
          const rest = document.moves.filter((_, index) => !chosen.has(index));
          expect(edited).toHaveLength(document.moves.length);
          expect(edited.filter((move) => rest.includes(move))).toEqual(rest);
          // Each control's values keep their order: no move overtakes another.
          const track = (all: readonly ConsoleEvent[]) =>
            all.filter(({ control }) => control === 'mixer.crossfader').map(({ value }) => value);
          expect(track(edited)).toEqual(track(document.moves));
          expect(edited.every(({ frame }, i) => i === 0 || frame >= edited[i - 1]!.frame)).toBe(true);
          expect(from).toBeGreaterThanOrEqual(FIRST);
          expect(to).toBeLessThanOrEqual(document.endFrame);
        },
      ),
    );
    const first = transitionsOf(document)[0]!;
    const there = { ...document, moves: editTransition(document, first, { ...unchanged, beats: 8 }).moves };
    const back = editTransition(there, transitionsOf(there)[0]!, { ...unchanged, beats: -8 });
    expect(back.moves).toEqual(document.moves);
  });

  it('goes through a log and back unharmed', () => {
    const document = evening();
    expect(documentOf(document, entriesOf(document))).toEqual(document);
  });
});
