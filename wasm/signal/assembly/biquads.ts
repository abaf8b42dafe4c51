/**
 * Second-order sections over two channels at a time, one in each half of a vector of doubles (transposed direct form
 * II). A section takes 80 bytes: b0, b1, b2, a1, a2 as doubles, 8 bytes free, then the two states of both channels.
 */
const SECTION: usize = 80;
const S1: usize = 48;
const S2: usize = 64;
/** Below it a state is rest; without this it would decay into denormal numbers, which are many times slower. */
const REST = 1e-30;

/** Two samples, one of each channel, as doubles. */
function pair(left: usize, right: usize): v128 {
  return f64x2.replace_lane(f64x2.splat(load<f32>(left)), 1, load<f32>(right));
}

/** Filters one pair of samples; the state lies in memory, which stays in the first cache. */
function step(section: usize, x: v128): v128 {
  const y = f64x2.add(f64x2.mul(v128.load64_splat(section), x), v128.load(section + S1));
  const s1 = f64x2.sub(
    f64x2.add(f64x2.mul(v128.load64_splat(section + 8), x), v128.load(section + S2)),
    f64x2.mul(v128.load64_splat(section + 24), y),
  );
  const s2 = f64x2.sub(f64x2.mul(v128.load64_splat(section + 16), x), f64x2.mul(v128.load64_splat(section + 32), y));
  v128.store(section + S1, s1);
  v128.store(section + S2, s2);
  return y;
}

function settle(state: usize): void {
  const s = v128.load(state);
  v128.store(state, v128.and(s, f64x2.gt(f64x2.abs(s), f64x2.splat(REST))));
}

/** Puts decayed states of `sections` to rest. */
export function settleSections(filter: usize, sections: i32): void {
  for (let i = 0; i < sections; i++) {
    settle(filter + <usize>i * SECTION + S1);
    settle(filter + <usize>i * SECTION + S2);
  }
}

/**
 * Adds the energy of both channels behind two sections (K-weighting) to the two doubles at `energy`. For one channel
 * `left` and `right` are the same.
 */
export function weightedEnergy(filter: usize, left: usize, right: usize, count: i32, energy: usize): void {
  let sum = v128.load(energy);
  const end: usize = (<usize>count) << 2;
  for (let i: usize = 0; i < end; i += 4) {
    const y = step(filter + SECTION, step(filter, pair(left + i, right + i)));
    sum = f64x2.add(sum, f64x2.mul(y, y));
  }
  v128.store(energy, sum);
}

/**
 * Raises the four doubles at `peaks` to the largest absolute values of both channels: low, middle and high band and
 * all. Eight sections: two for the low band, four for the middle, two for the high.
 */
export function bandPeaks(filter: usize, left: usize, right: usize, count: i32, peaks: usize): void {
  let low = v128.load64_splat(peaks);
  let middle = v128.load64_splat(peaks + 8);
  let high = v128.load64_splat(peaks + 16);
  let all = v128.load64_splat(peaks + 24);
  const end: usize = (<usize>count) << 2;
  for (let i: usize = 0; i < end; i += 4) {
    const x = pair(left + i, right + i);
    all = f64x2.max(all, f64x2.abs(x));
    low = f64x2.max(low, f64x2.abs(step(filter + SECTION, step(filter, x))));
    const above = step(filter + 3 * SECTION, step(filter + 2 * SECTION, x));
    middle = f64x2.max(middle, f64x2.abs(step(filter + 5 * SECTION, step(filter + 4 * SECTION, above))));
    high = f64x2.max(high, f64x2.abs(step(filter + 7 * SECTION, step(filter + 6 * SECTION, x))));
  }
  storeLarger(peaks, low);
  storeLarger(peaks + 8, middle);
  storeLarger(peaks + 16, high);
  storeLarger(peaks + 24, all);
}

function storeLarger(at: usize, values: v128): void {
  store<f64>(at, max<f64>(f64x2.extract_lane(values, 0), f64x2.extract_lane(values, 1)));
}
