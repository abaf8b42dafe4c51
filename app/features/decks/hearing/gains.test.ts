import { expect, it } from 'vitest';
import { duckGain, microphoneGain } from './gains.ts';

it('the microphone is closed, as it comes and +12 dB at the ends and in the middle of its knob', () => {
  expect([0, 0.5, 1].map(microphoneGain)).toEqual([0, 1, 4]);
});

it('ducking by 6 dB halves the music, by 0 dB leaves it', () => {
  expect(duckGain(0)).toBe(1);
  expect(duckGain(6.0206)).toBeCloseTo(0.5, 5);
});
