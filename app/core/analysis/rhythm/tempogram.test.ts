import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noise } from '#tests/support/noise.ts';
import { ONSET_BANDS } from './features.ts';
import { bestOrigins, CHANGE_COST } from './tempo-classes.ts';
import { LAGS, makeTempogram, WINDOW_HOP } from './tempogram.ts';

const LENGTH = 2048;
const FRAMES = 900;

/** The row of a window by the definitions: power spectra of all bands, added, and back to lags. */
function slowRow(bands: Float32Array, window: number): number[] {
  const cos = Float64Array.from({ length: LENGTH }, (_, i) => Math.cos((2 * Math.PI * i) / LENGTH));
  const power = new Float64Array(512);
  for (let band = 0; band < ONSET_BANDS; band++) {
    const cut = Float64Array.from({ length: LENGTH }, (_, i) => {
      const frame = window * WINDOW_HOP - LENGTH / 2 + i;
      return frame >= 0 && frame < FRAMES ? bands[frame * ONSET_BANDS + band]! * (0.5 - 0.5 * cos[i]!) : 0;
    });
    for (let bin = 4; bin < power.length; bin++) {
      let [re, im] = [0, 0];
      for (let i = 0; i < LENGTH; i++) {
        re += cut[i]! * cos[(bin * i) % LENGTH]!;
        im += cut[i]! * cos[(bin * i + LENGTH / 4) % LENGTH]!;
      }
      power[bin]! += re * re + im * im;
    }
  }
  const whole = power.reduce((sum, value) => sum + value, 0);
  return Array.from({ length: LAGS }, (_, lag) => {
    const x = lag / LENGTH;
    const taper = (1 - x) * (2 / 3 + Math.cos(2 * Math.PI * x) / 3) + Math.sin(2 * Math.PI * x) / (2 * Math.PI);
    return power.reduce((sum, value, bin) => sum + value * cos[(bin * lag) % LENGTH]!, 0) / (whole * taper);
  });
}

test('rows of the tempogram equal the definition', () => {
  const bands = noise(FRAMES * ONSET_BANDS, 3).map(Math.abs);
  const { frames, sum, strength } = { frames: FRAMES, sum: new Float32Array(FRAMES), strength: new Float32Array(8) };
  const { windows, rows } = makeTempogram({ frames, bands, sum, strength, from: 0, to: frames });
  expect(windows).toBe(3);
  for (const window of [0, 2]) {
    const slow = slowRow(bands, window);
    slow.forEach((value, lag) => expect(Math.abs(rows[window * LAGS + lag]! - value)).toBeLessThan(1e-6));
  }
});

test('each state of a path has the best origin that a search of all finds', () => {
  const scores = fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double({ min: -1, max: 1, noNaN: true })), {
    minLength: 1,
    maxLength: 81,
  });
  fc.assert(
    fc.property(scores, (list) => {
      const origins = new Uint8Array(list.length);
      bestOrigins(Float64Array.from(list), origins);
      const from = (origin: number, state: number) => list[origin]! - CHANGE_COST * Math.abs(origin - state);
      origins.forEach((origin, state) => {
        const best = Math.max(...list.map((_, other) => from(other, state)));
        expect(from(origin, state)).toBeCloseTo(best, 12);
      });
    }),
  );
});
