/**
 * Second-order sections over two channels at a time, one in each half of a vector of doubles (transposed direct form
 * II). A section takes 80 bytes: b0, b1, b2, a1, a2 as doubles, 8 bytes free, then the two states of both channels.
 * Each numerator is written in the form that needs the fewest operations.
 */
const SECTION: usize = 80;
const A1: usize = 24;
const A2: usize = 32;
const S1: usize = 48;
const S2: usize = 64;
/** Below it a state is rest; without this it would decay into denormal numbers, which are many times slower. */
const REST = 1e-30;

/** Two samples, one of each channel, as doubles. */
function pair(left: usize, right: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load32_lane(right, v128.load32_zero(left), 1));
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
 * Adds the energy of both channels behind the two sections of K-weighting, the second with the numerator 1, -2, 1, to the
 * two doubles at `energy`. For one channel `left` and `right` are the same.
 */
export function weightedEnergy(filter: usize, left: usize, right: usize, count: i32, energy: usize): void {
  const pass = filter + SECTION;
  const b0 = v128.load64_splat(filter);
  const b1 = v128.load64_splat(filter + 8);
  const b2 = v128.load64_splat(filter + 16);
  const a1 = v128.load64_splat(filter + A1);
  const a2 = v128.load64_splat(filter + A2);
  const passA1 = v128.load64_splat(pass + A1);
  const passA2 = v128.load64_splat(pass + A2);
  let s1 = v128.load(filter + S1);
  let s2 = v128.load(filter + S2);
  let t1 = v128.load(pass + S1);
  let t2 = v128.load(pass + S2);
  let sum = v128.load(energy);
  const end: usize = (<usize>count) << 2;
  for (let i: usize = 0; i < end; i += 4) {
    const x = pair(left + i, right + i);
    const y = f64x2.add(f64x2.mul(b0, x), s1);
    s1 = f64x2.sub(f64x2.add(f64x2.mul(b1, x), s2), f64x2.mul(a1, y));
    s2 = f64x2.sub(f64x2.mul(b2, x), f64x2.mul(a2, y));
    const z = f64x2.add(y, t1);
    t1 = f64x2.sub(f64x2.sub(t2, f64x2.add(y, y)), f64x2.mul(passA1, z));
    t2 = f64x2.sub(y, f64x2.mul(passA2, z));
    sum = f64x2.add(sum, f64x2.mul(z, z));
  }
  v128.store(filter + S1, s1);
  v128.store(filter + S2, s2);
  v128.store(pass + S1, t1);
  v128.store(pass + S2, t2);
  v128.store(energy, sum);
}

/** A section with the numerator 1, 2, 1; its gain comes before or behind. */
function lowPass(section: usize, x: v128, a1: v128, a2: v128): v128 {
  const y = f64x2.add(x, v128.load(section + S1));
  const s1 = f64x2.add(f64x2.add(x, x), v128.load(section + S2));
  v128.store(section + S1, f64x2.sub(s1, f64x2.mul(a1, y)));
  v128.store(section + S2, f64x2.sub(x, f64x2.mul(a2, y)));
  return y;
}

/** The same with 1, -2, 1. */
function highPass(section: usize, x: v128, a1: v128, a2: v128): v128 {
  const y = f64x2.add(x, v128.load(section + S1));
  const s1 = f64x2.sub(v128.load(section + S2), f64x2.add(x, x));
  v128.store(section + S1, f64x2.sub(s1, f64x2.mul(a1, y)));
  v128.store(section + S2, f64x2.sub(x, f64x2.mul(a2, y)));
  return y;
}

/** The same with a2, a1, 1: that of an all-pass. */
function allPass(section: usize, x: v128, a1: v128, a2: v128): v128 {
  const y = f64x2.add(f64x2.mul(a2, x), v128.load(section + S1));
  v128.store(section + S1, f64x2.add(v128.load(section + S2), f64x2.mul(a1, f64x2.sub(x, y))));
  v128.store(section + S2, f64x2.sub(x, f64x2.mul(a2, y)));
  return y;
}

/**
 * Raises the four doubles at `powers` to the largest squares of both channels: low, middle and high band and all. Seven
 * sections of Butterworth filters: twice the low-pass below the middle band, then the all-pass of the same poles, twice
 * the low-pass above the middle band, twice the high-pass there.
 *
 * What a fourth-order Linkwitz-Riley low-pass takes from its all-pass is the high-pass, so that the middle needs no
 * sections for its lower end.
 */
export function bandPowers(filter: usize, left: usize, right: usize, count: i32, powers: usize): void {
  const below = filter + 3 * SECTION;
  const above = filter + 5 * SECTION;
  // The gains of both sections at once; those behind which nothing follows wait until the end.
  const gain = f64x2.splat(load<f64>(filter) * load<f64>(filter));
  const a1 = v128.load64_splat(filter + A1);
  const a2 = v128.load64_splat(filter + A2);
  const c1 = v128.load64_splat(below + A1);
  const c2 = v128.load64_splat(below + A2);
  let low = f64x2.splat(0);
  let middle = low;
  let high = low;
  let all = low;
  const end: usize = (<usize>count) << 2;
  for (let i: usize = 0; i < end; i += 4) {
    const x = pair(left + i, right + i);
    all = f64x2.pmax(all, f64x2.mul(x, x));
    const bass = lowPass(filter + SECTION, lowPass(filter, f64x2.mul(gain, x), a1, a2), a1, a2);
    low = f64x2.pmax(low, f64x2.mul(bass, bass));
    const rest = f64x2.sub(allPass(filter + 2 * SECTION, x, a1, a2), bass);
    const y = lowPass(below + SECTION, lowPass(below, rest, c1, c2), c1, c2);
    middle = f64x2.pmax(middle, f64x2.mul(y, y));
    const z = highPass(above + SECTION, highPass(above, x, c1, c2), c1, c2);
    high = f64x2.pmax(high, f64x2.mul(z, z));
  }
  raise(powers, low, 1);
  raise(powers + 8, middle, fourth(load<f64>(below)));
  raise(powers + 16, high, fourth(load<f64>(above)));
  raise(powers + 24, all, 1);
}

function fourth(x: f64): f64 {
  return x * x * (x * x);
}

function raise(at: usize, values: v128, gain: f64): void {
  const most = gain * max<f64>(f64x2.extract_lane(values, 0), f64x2.extract_lane(values, 1));
  store<f64>(at, max<f64>(load<f64>(at), most));
}
