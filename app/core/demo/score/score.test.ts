import { describe, expect, it } from 'vitest';
import { RATE } from '../synth/math.ts';
import { TOTAL_BARS, arrangement } from './arrangement.ts';
import { progressions } from './harmony.ts';
import { buildScore, sweepsAt } from './score.ts';
import { BAR_FRAMES, BEAT_FRAMES, BPM, STEP_FRAMES, SWING_FRAMES } from './time.ts';

const score = buildScore();
const A = 9;

describe('the grid', () => {
  it('has whole frames for every sixteenth', () => {
    expect(Number.isInteger(STEP_FRAMES)).toBe(true);
    expect((60 * RATE) / BEAT_FRAMES).toBe(BPM);
    expect(BPM).toBeGreaterThanOrEqual(122);
    expect(BPM).toBeLessThanOrEqual(124);
  });

  it('puts every kick exactly on a beat', () => {
    const kicks = score.filter(({ type }) => type === 'kick');
    expect(kicks.length).toBeGreaterThan(100);
    for (const { at } of kicks) expect(at % BEAT_FRAMES).toBe(0);
  });

  it('puts everything on a sixteenth, straight or with swing', () => {
    for (const { at } of score) expect([0, SWING_FRAMES]).toContain(at % STEP_FRAMES);
    expect(score.some(({ at }) => at % STEP_FRAMES === SWING_FRAMES)).toBe(true);
  });

  it('is in order of time and ends with the last bar', () => {
    for (const [i, { at }] of score.entries()) expect(at).toBeGreaterThanOrEqual(score[i - 1]?.at ?? 0);
    expect(score.at(-1)?.at).toBe(TOTAL_BARS * BAR_FRAMES);
  });

  it('takes the kick away in build and break', () => {
    let start = 0;
    for (const { bars, kick } of arrangement) {
      const inside = score.filter(({ type, at }) => type === 'kick' && at >= start && at < start + bars * BAR_FRAMES);
      expect(inside.length > 0).toBe(kick === true);
      start += bars * BAR_FRAMES;
    }
  });
});

describe('the harmony', () => {
  it('begins, rests and ends on A minor', () => {
    const frames = new Map<number, number>();
    for (const event of score) {
      if (event.type !== 'bass') continue;
      frames.set(event.note % 12, (frames.get(event.note % 12) ?? 0) + event.frames * event.velocity);
    }
    const [longest] = [...frames].sort((a, b) => b[1] - a[1]);
    expect(longest?.[0]).toBe(A);
    const chords = score.filter((event) => event.type === 'pad');
    for (const chord of [chords[0], chords.at(-1)]) {
      expect(new Set(chord?.notes.map((note) => note % 12))).toEqual(new Set([A, 0, 4, 11]));
    }
    expect(score.findLast((event) => event.type === 'lead')?.note).toBe(69);
  });

  it('uses the white keys only', () => {
    const notes = score.flatMap((event) => {
      if (event.type === 'pad') return event.notes;
      return 'note' in event && event.type !== 'tom' ? [event.note] : [];
    });
    expect(new Set(notes.map((note) => note % 12))).toEqual(new Set([0, 2, 4, 5, 7, 9, 11]));
  });

  it('leads every voice by a fourth at most from chord to chord', () => {
    for (const chords of Object.values(progressions)) {
      chords.forEach((chord, i) => {
        const next = chords[(i + 1) % chords.length]!;
        chord.voices.forEach((note, v) => expect(Math.abs(note - next.voices[v]!)).toBeLessThanOrEqual(5));
      });
    }
  });

  it('opens the pad towards the drop and closes it at the end', () => {
    const at = (bar: number) => sweepsAt(bar * BAR_FRAMES).padHz;
    expect(at(11.9)).toBeGreaterThan(4 * at(8));
    expect(at(35.9)).toBeLessThan(at(32) / 4);
  });
});
