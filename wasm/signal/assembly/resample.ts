/**
 * Output samples at places between input samples, by a bank of filters: `rows + 1` of `taps` weights each, row r for
 * the place r / rows. `state` holds two i32: the input sample at or before the next output, counted from `input`, and
 * its place behind that in units of 1 / `down`. Runs until that sample is `end`, and returns how many came out.
 *
 * Where there are as many rows as places one row is the filter; else it lies between two.
 */
export function resample(
  input: usize,
  end: i32,
  bank: usize,
  rows: i32,
  taps: i32,
  up: i32,
  down: i32,
  state: usize,
  output: usize,
): i32 {
  let index = load<i32>(state);
  let place = load<i32>(state + 4);
  let count = 0;
  const bytes: usize = (<usize>taps) << 2;
  const lead = (taps >> 1) - 1;
  const isExact = rows == down;
  const scale = <f64>rows / <f64>down;
  while (index < end) {
    const from = input + ((<isize>(index - lead)) << 2);
    let value: f32;
    if (isExact) {
      value = dot(from, bank + <usize>place * bytes, bytes);
    } else {
      const exact = <f64>place * scale;
      const row = <i32>exact;
      const share = <f32>(exact - <f64>row);
      const filter = bank + <usize>row * bytes;
      value = (1 - share) * dot(from, filter, bytes) + share * dot(from, filter + bytes, bytes);
    }
    store<f32>(output + ((<usize>count) << 2), value);
    count++;
    place += up;
    index += place / down;
    place %= down;
  }
  store<i32>(state, index);
  store<i32>(state + 4, place);
  return count;
}

/** `bytes` is a multiple of 32. */
function dot(a: usize, b: usize, bytes: usize): f32 {
  let even = f32x4.splat(0);
  let odd = f32x4.splat(0);
  for (let i: usize = 0; i < bytes; i += 32) {
    even = f32x4.add(even, f32x4.mul(v128.load(a + i), v128.load(b + i)));
    odd = f32x4.add(odd, f32x4.mul(v128.load(a + i, 16), v128.load(b + i, 16)));
  }
  const four = f32x4.add(even, odd);
  const two = f32x4.add(four, i64x2.shuffle(four, four, 1, 0));
  return f32x4.extract_lane(two, 0) + f32x4.extract_lane(two, 1);
}
