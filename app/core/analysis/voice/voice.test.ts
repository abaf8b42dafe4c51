import { expect, test } from 'vitest';
import { noise } from '#tests/support/noise.ts';
import { findVocals, spansOf } from './find-vocals.ts';
import { GLIDE_BANDS } from './glides.ts';
import { VOICE_SIZE, VoiceFrontEnd } from './voice-front-end.ts';
import { VOICE_INPUTS, voiceInputs } from './voice-inputs.ts';

const RATE = 22_050;

function heard(samples: Float32Array, block = samples.length, rate = RATE) {
  const front = new VoiceFrontEnd(rate);
  for (let at = 0; at < samples.length; at += block) front.push(samples.subarray(at, at + block));
  return front.finish();
}

/** A tone with overtones whose pitch moves by so many cents a second. */
function sliding(centsPerSecond: number, seconds: number, rate = RATE): Float32Array {
  let phase = 0;
  return Float32Array.from({ length: seconds * rate }, (_, i) => {
    phase += (2 * Math.PI * 220 * 2 ** ((centsPerSecond * i) / rate / 1200)) / rate;
    let sum = 0;
    for (let overtone = 1; overtone <= 12; overtone++) sum += Math.sin(overtone * phase) / overtone;
    return 0.2 * sum;
  });
}

const column = (rows: Float32Array, second: number, at: number) => rows[second * VOICE_SIZE + at] as number;

test.each([8000, 22_050, 44_100, 96_000])('a tone that slides is heard to slide, at %i Hz', (rate) => {
  const [still, moving] = [heard(sliding(0, 3, rate), 5000, rate), heard(sliding(1000, 3, rate), 5000, rate)];
  // All partials go the same way: 20 cents between the frames of a pair.
  expect(column(still.rows, 1, 2 * GLIDE_BANDS)).toBeLessThan(3);
  expect(Math.abs(column(moving.rows, 1, 2 * GLIDE_BANDS) - 20)).toBeLessThan(7);
  expect(column(moving.rows, 1, 2 * GLIDE_BANDS + 1)).toBeGreaterThan(0.8);
});

test('noise has no tones that could slide; silence and nothing say nothing', () => {
  const { rows } = heard(noise(3 * RATE));
  for (let band = 0; band < GLIDE_BANDS; band++) expect(column(rows, 1, 2 * band)).toBeLessThan(0.5);
  expect(heard(new Float32Array(2 * RATE)).silent).toEqual(Uint8Array.of(1, 1));
  expect(heard(new Float32Array()).seconds).toBe(0);
});

test('cut into blocks of any size the features are the same; broken numbers leave them finite', () => {
  const sound = sliding(300, 2);
  expect(heard(sound, 777)).toEqual(heard(sound));
  sound.set([NaN, Infinity, -Infinity, 3e38], 20_000);
  expect(heard(sound).rows.every(Number.isFinite)).toBe(true);
});

test('gain and polarity change no input', () => {
  const sound = sliding(200, 4).map((x, i) => x * (0.6 + 0.4 * Math.sin(i / 2000)) + 0.03 * Math.sin(i * i));
  const [loud, soft] = [sound, sound.map((x) => -x / 4)].map((samples) => voiceInputs(heard(samples)));
  expect(loud).toHaveLength(4 * VOICE_INPUTS);
  loud?.forEach((x, i) => expect(Math.abs(x - (soft?.[i] ?? NaN))).toBeLessThan(0.3));
});

test('a chance for each second, none in silence, none where there is no audio', () => {
  const sound = Float32Array.from([...sliding(500, 3), ...new Float32Array(5 * RATE)]);
  const { curve, share } = findVocals(heard(sound), 8);
  expect(curve).toHaveLength(8);
  expect(curve.every((chance) => chance >= 0 && chance <= 1)).toBe(true);
  expect([...curve.subarray(4)]).toEqual([0, 0, 0, 0]);
  expect(share).toBeLessThanOrEqual(0.5);
  expect(findVocals(heard(new Float32Array()), 0)).toEqual({ curve: new Float32Array(), share: 0, spans: [] });
});

test('spans: breaths belong to them, single seconds are none, the last ends with the audio', () => {
  const curve = Float32Array.of(0.1, 0.9, 0.75, 0.2, 0.8, 0.1, 0.1, 0.9, 0.1, 0.1, 0.75, 0.8);
  const spans = spansOf(curve, 11.5);
  expect(spans.map(({ startSec, endSec }) => [startSec, endSec])).toEqual([
    [1, 5],
    [10, 11.5],
  ]);
  expect(spans[0]?.confidence).toBeCloseTo(0.6625);
});
