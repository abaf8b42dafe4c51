import { expect, test } from 'vitest';
import { chanceOfVoice, unpacked } from '#core/analysis/voice/vocal-model.ts';
import { Random } from '../../music/random.ts';
import { RATE } from '../../render/pcm.ts';
import { mixed } from './mix.ts';
import { packed } from './pack.ts';
import { soundingTenths } from './perform.ts';
import { periodsOf } from './pitch.ts';
import { sung } from './sing.ts';
import { trainVoiceNet } from './voice-net.ts';

/** A buzz through a formant whose pitch falls, as at the end of a sentence. */
function spoken(seconds: number): Float32Array {
  let [phase, low, band] = [0, 0, 0];
  return Float32Array.from({ length: seconds * RATE }, (_, i) => {
    phase = (phase + (140 - (30 * i) / (seconds * RATE)) / RATE) % 1;
    low += 0.09 * band;
    band += 0.09 * ((phase < 0.1 ? 1 : -0.1) - low - 0.3 * band);
    return 0.5 * band;
  });
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] as number;

test('what is spoken becomes a note of any pitch, and longer', () => {
  const manner = { stretch: 2, vibratoHz: 5, vibratoCents: 0, glideSec: 0.02, jitterCents: 0 };
  const note = sung(spoken(1), [{ atSec: 0, pitch: 52 }], manner, new Random('note'));
  const hertz = RATE / median([...periodsOf(note)].filter((period) => period > 0));
  expect(1200 * Math.abs(Math.log2(hertz / 164.81))).toBeLessThan(25);
  expect(note.length / RATE).toBeGreaterThan(1.8);
});

test('a player is mixed as loud as it is to be; breaths belong to where it sounds', () => {
  const track = Float32Array.from({ length: 4 * RATE }, (_, i) => 0.1 * Math.sin(i / 20));
  const player = track.map((_, i) => (Math.floor(i / RATE) % 2 === 0 ? Math.sin(i / 7) : 0));
  // A seed without room and echo.
  const dry = { chance: () => false } as unknown as Random;
  const sum = mixed(track, player, 6, dry);
  const rms = (samples: Float32Array) => Math.sqrt(samples.reduce((all, x) => all + x * x, 0) / samples.length);
  expect(rms(sum.map((x, i) => x - (track[i] as number)).subarray(0, RATE)) / rms(track)).toBeCloseTo(2, 1);
  const tenths = soundingTenths(player);
  expect(tenths.slice(0, 10).every(Boolean)).toBe(true);
  expect(tenths.slice(10, 20).some(Boolean)).toBe(false);
});

test('the net learns what no line divides, and says the same once it is packed', () => {
  const random = new Random('net');
  const inputs = Array.from({ length: 600 }, () => Float32Array.of(random.between(-1, 1), random.between(-1, 1)));
  const share = inputs.map(([a = 0, b = 0]) => (a * b > 0 ? 1 : 0));
  const options = { hidden: 8, epochs: 60, rate: 0.02, decay: 0, dropout: 0, seed: 'net' };
  const model = trainVoiceNet({ size: 2, inputs, share }, options);
  const right = inputs.filter((input, i) => chanceOfVoice(model, input) >= 0.5 === (share[i] === 1)).length;
  expect(right / inputs.length).toBeGreaterThan(0.93);
  const kept = unpacked(packed(model));
  for (const input of inputs.slice(0, 50)) {
    expect(Math.abs(chanceOfVoice(kept, input) - chanceOfVoice(model, input))).toBeLessThan(0.05);
  }
});
