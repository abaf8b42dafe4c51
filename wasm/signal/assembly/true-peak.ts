import { largest, peakOf } from './levels';

/** Samples that a filter reads: the newest and those before it. */
const TAPS: i32 = 12;
/** Samples that are looked at before it is worth while to interpolate them. */
const CHUNK: i32 = 64;

/**
 * Largest absolute value of a signal read between its samples by `phases` filters of 12 taps at `taps`, or `peak`
 * where that is larger. Before `samples` lie the 12 that came before; the filters' absolute sums are below 2.
 */
export function truePeak(samples: usize, count: i32, taps: usize, phases: i32, peak: f32): f32 {
  let most = max<f32>(peak, peakOf(samples, count));
  if (phases == 0) return most;
  for (let at = 0; at < count; at += CHUNK) {
    const length = min<i32>(CHUNK, count - at);
    const from = samples + ((<usize>at) << 2);
    const near = peakOf(from - 48, length + 12);
    if (near * 2 <= most) continue;
    for (let phase = 0; phase < phases; phase++) {
      most = max<f32>(most, interpolated(from, length, taps + <usize>(phase * TAPS * 4)));
    }
  }
  return most;
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
    vector = f32x4.max(vector, f32x4.max(f32x4.abs(a), f32x4.abs(b)));
  }
  let most = largest(vector);
  for (let i = whole; i < end; i += 4) {
    let sum: f32 = 0;
    for (let tap: usize = 0; tap < 48; tap += 4) sum += load<f32>(taps + tap) * load<f32>(samples + i + tap - 44);
    most = max<f32>(most, abs<f32>(sum));
  }
  return most;
}
