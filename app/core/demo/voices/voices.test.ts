import { describe, expect, it } from 'vitest';
import type { ScoreEvent } from '../score/events.ts';
import { createVoice } from './create.ts';
import { CONTROL_FRAMES } from './voice.ts';

const BLOCK = 5400;

/** Renders a voice from frame `from` of the first block to its end, at most ten seconds. */
function play(event: ScoreEvent, from = 0): { left: Float32Array; right: Float32Array } {
  const voice = createVoice(event, { padHz: 2000, arpHz: 3000 }, 9);
  const left: number[] = [];
  const right: number[] = [];
  for (let block = 0, sounds = true; sounds && block < 82; block++) {
    const l = new Float32Array(BLOCK);
    const r = new Float32Array(BLOCK);
    sounds = voice.render(l, r, block === 0 ? from : 0);
    left.push(...l);
    right.push(...r);
    if (block === 81) throw new Error('the voice never ends');
  }
  return { left: Float32Array.from(left), right: Float32Array.from(right) };
}

const base = { at: 0, velocity: 1, frames: 9000 };
const events: ScoreEvent[] = [
  { ...base, type: 'kick' },
  { ...base, type: 'clap' },
  { ...base, type: 'cymbal', kind: 'closed' },
  { ...base, type: 'cymbal', kind: 'open' },
  { ...base, type: 'cymbal', kind: 'shaker' },
  { ...base, type: 'cymbal', kind: 'crash' },
  { ...base, type: 'tom', note: 52, noise: 0.1, place: 0.2 },
  { ...base, type: 'riser', kind: 'up' },
  { ...base, type: 'riser', kind: 'down' },
  { ...base, type: 'bass', note: 33 },
  { ...base, type: 'pad', notes: [52, 55, 59, 60, 64] },
  { ...base, type: 'pluck', note: 76, place: -0.4 },
  { ...base, type: 'lead', note: 76, from: 74 },
];
const nameOf = (event: ScoreEvent) => `${event.type}${'kind' in event ? ` ${event.kind}` : ''}`;

describe.each(events.map((event) => [nameOf(event), event] as const))('%s', (_, event) => {
  it('sounds, stays finite and within bounds, and ends', () => {
    const { left, right } = play(event);
    for (const channel of [left, right]) {
      expect(channel.every((sample) => Number.isFinite(sample))).toBe(true);
      const peak = channel.reduce((max, sample) => Math.max(max, Math.abs(sample)), 0);
      expect(peak).toBeGreaterThan(0.05);
      expect(peak).toBeLessThan(2.5);
      expect(Math.abs(channel.at(-1) as number)).toBeLessThan(0.02);
    }
  });

  it('begins at its frame and neither before nor late', () => {
    const { left } = play(event, 1000);
    expect(left.subarray(0, 1000).every((sample) => sample === 0)).toBe(true);
    const onset = left.findIndex((sample) => sample !== 0);
    expect(onset).toBeLessThanOrEqual(1000 + 2 * CONTROL_FRAMES);
  });

  it('does not click: it neither starts nor ends with a jump', () => {
    const { left } = play(event);
    expect(Math.abs(left[0] as number)).toBeLessThan(0.35);
  });
});

describe('the kick', () => {
  it('reaches full strength within three milliseconds of its beat', () => {
    const { left } = play({ ...base, type: 'kick' });
    const early = left.subarray(0, 132).reduce((max, sample) => Math.max(max, Math.abs(sample)), 0);
    expect(early).toBeGreaterThan(0.8);
  });
});
