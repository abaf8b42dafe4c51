/** Largest magnitude that counts as audio, 60 dB above full scale; what is beyond it is a broken number. */
const CEILING: f32 = 1024;

/** Replaces what is no audio (not a number, infinite, absurdly large) by 0, in place. */
export function clean(samples: usize, count: i32): void {
  const ceiling = f32x4.splat(CEILING);
  const end: usize = (<usize>count) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const x = v128.load(samples + i);
    // Comparisons with what is not a number are false.
    v128.store(samples + i, v128.and(x, f32x4.le(f32x4.abs(x), ceiling)));
  }
}

/** Mean of `channels` planes, `stride` bytes from one to the next. */
export function mixDown(planes: usize, stride: usize, channels: i32, count: i32, output: usize): void {
  const share = f32x4.splat(<f32>(1.0 / <f64>channels));
  const end: usize = (<usize>count) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    let sum = v128.load(planes + i);
    for (let channel = 1; channel < channels; channel++) {
      sum = f32x4.add(sum, v128.load(planes + <usize>channel * stride + i));
    }
    v128.store(output + i, f32x4.mul(sum, share));
  }
}

/** Samples whose largest absolute value {@link peaksOf} writes. */
export const BLOCK: i32 = 16;

/** Largest of the four values. */
export function largest(values: v128): f32 {
  const two = f32x4.pmax(values, i64x2.shuffle(values, values, 1, 0));
  return max<f32>(f32x4.extract_lane(two, 0), f32x4.extract_lane(two, 1));
}

/** Largest absolute value. Samples are numbers: the largest is found without asking for what is none. */
export function peakOf(samples: usize, count: i32): f32 {
  let vector = f32x4.splat(0);
  const end: usize = (<usize>count) << 2;
  const whole = end & ~15;
  for (let i: usize = 0; i < whole; i += 16) vector = f32x4.pmax(vector, f32x4.abs(v128.load(samples + i)));
  let most = largest(vector);
  for (let i = whole; i < end; i += 4) most = max<f32>(most, abs<f32>(load<f32>(samples + i)));
  return most;
}

/** Largest absolute value; and that of every 16 samples, as a row of floats at `peaks`, the last of what is left. */
export function peaksOf(samples: usize, count: i32, peaks: usize): f32 {
  let most: f32 = 0;
  const end: usize = (<usize>count) << 2;
  const bytes: usize = (<usize>BLOCK) << 2;
  let out = peaks;
  let at: usize = 0;
  for (; at + bytes <= end; at += bytes) {
    const a = f32x4.pmax(f32x4.abs(v128.load(samples + at)), f32x4.abs(v128.load(samples + at, 16)));
    const b = f32x4.pmax(f32x4.abs(v128.load(samples + at, 32)), f32x4.abs(v128.load(samples + at, 48)));
    const peak = largest(f32x4.pmax(a, b));
    store<f32>(out, peak);
    most = max<f32>(most, peak);
    out += 4;
  }
  if (at == end) return most;
  store<f32>(out, peakOf(samples + at, <i32>((end - at) >> 2)));
  return max<f32>(most, load<f32>(out));
}

/** Adds to three doubles: the energy of each of two rows, and the sum of their products. */
export function energies(a: usize, b: usize, count: i32, sums: usize): void {
  let aa = f64x2.splat(0);
  let bb = f64x2.splat(0);
  let ab = f64x2.splat(0);
  const end: usize = (<usize>count) << 2;
  for (let i: usize = 0; i < end; i += 8) {
    // Of an odd number of samples the last vector holds one.
    const isPair = i + 8 <= end;
    const x = f64x2.promote_low_f32x4(isPair ? v128.load64_zero(a + i) : v128.load32_zero(a + i));
    const y = f64x2.promote_low_f32x4(isPair ? v128.load64_zero(b + i) : v128.load32_zero(b + i));
    aa = f64x2.add(aa, f64x2.mul(x, x));
    bb = f64x2.add(bb, f64x2.mul(y, y));
    ab = f64x2.add(ab, f64x2.mul(x, y));
  }
  addTo(sums, aa);
  addTo(sums + 8, bb);
  addTo(sums + 16, ab);
}

function addTo(at: usize, values: v128): void {
  store<f64>(at, load<f64>(at) + f64x2.extract_lane(values, 0) + f64x2.extract_lane(values, 1));
}

/** Sum of products of two rows in double precision; of one with itself its energy. */
export function product(a: usize, b: usize, count: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  const end: usize = (<usize>count) << 2;
  const whole = end & ~15;
  for (let i: usize = 0; i < whole; i += 16) {
    const x = v128.load(a + i);
    const y = v128.load(b + i);
    const xHigh = i64x2.shuffle(x, x, 1, 0);
    const yHigh = i64x2.shuffle(y, y, 1, 0);
    low = f64x2.add(low, f64x2.mul(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(y)));
    high = f64x2.add(high, f64x2.mul(f64x2.promote_low_f32x4(xHigh), f64x2.promote_low_f32x4(yHigh)));
  }
  const vector = f64x2.add(low, high);
  let sum = f64x2.extract_lane(vector, 0) + f64x2.extract_lane(vector, 1);
  for (let i = whole; i < end; i += 4) sum += <f64>load<f32>(a + i) * <f64>load<f32>(b + i);
  return sum;
}
