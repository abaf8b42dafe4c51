import { BLOCK, largest, peakOf } from './levels';

/** Samples that a filter reads: the newest and those before it. */
const TAPS: i32 = 12;

/**
 * Largest absolute value of a signal read between its samples by `phases` filters of 12 taps at `taps`, or `peak` where
 * that is larger. `peaks` are those of the samples as `peaksOf` wrote them: only where they are high enough is it worth
 * while to interpolate. Before `samples` lie the 12 that came before.
 */
export function truePeak(samples: usize, count: i32, peaks: usize, taps: usize, phases: i32, peak: f32): f32 {
  let most = peak;
  const gain = largestGain(taps, phases);
  let before = peakOf(samples - 48, 12);
  for (let at = 0; at < count; at += BLOCK) {
    const here = load<f32>(peaks + ((<usize>at / <usize>BLOCK) << 2));
    const near = max<f32>(before, here);
    before = here;
    most = max<f32>(most, here);
    if (near * gain <= most) continue;
    const length = min<i32>(BLOCK, count - at);
    for (let phase = 0; phase < phases; phase++) {
      const filter = taps + <usize>(phase * TAPS * 4);
      most = max<f32>(most, interpolated(samples + ((<usize>at) << 2), length, filter));
    }
  }
  return most;
}

/** By how much the largest of the filters can raise a peak: its absolute sum. */
function largestGain(taps: usize, phases: i32): f32 {
  let gain: f32 = 0;
  for (let phase = 0; phase < phases; phase++) {
    let sum: f32 = 0;
    for (let tap = 0; tap < TAPS; tap++) sum += abs<f32>(load<f32>(taps + ((<usize>(phase * TAPS + tap)) << 2)));
    gain = max<f32>(gain, sum);
  }
  return gain;
}

function interpolated(samples: usize, count: i32, taps: usize): f32 {
  let vector = f32x4.splat(0);
  const end: usize = (<usize>count) << 2;
  const whole = end & ~31;
  for (let i: usize = 0; i < whole; i += 32) {
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    for (let tap: usize = 0; tap < 48; tap += 4) {
      const weight = v128.load32_splat(taps + tap);
      const from = samples + i + tap - 44;
      a = f32x4.add(a, f32x4.mul(weight, v128.load(from)));
      b = f32x4.add(b, f32x4.mul(weight, v128.load(from, 16)));
    }
    vector = f32x4.pmax(vector, f32x4.pmax(f32x4.abs(a), f32x4.abs(b)));
  }
  let most = largest(vector);
  for (let i = whole; i < end; i += 4) {
    let sum: f32 = 0;
    for (let tap: usize = 0; tap < 48; tap += 4) sum += load<f32>(taps + tap) * load<f32>(samples + i + tap - 44);
    most = max<f32>(most, abs<f32>(sum));
  }
  return most;
}
