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

/** Largest of the four values. */
export function largest(values: v128): f32 {
  const two = f32x4.max(values, i64x2.shuffle(values, values, 1, 0));
  return max<f32>(f32x4.extract_lane(two, 0), f32x4.extract_lane(two, 1));
}

/** Largest absolute value. */
export function peakOf(samples: usize, count: i32): f32 {
  let vector = f32x4.splat(0);
  const end: usize = (<usize>count) << 2;
  const whole = end & ~15;
  for (let i: usize = 0; i < whole; i += 16) vector = f32x4.max(vector, f32x4.abs(v128.load(samples + i)));
  let most = largest(vector);
  for (let i = whole; i < end; i += 4) most = max<f32>(most, abs<f32>(load<f32>(samples + i)));
  return most;
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
