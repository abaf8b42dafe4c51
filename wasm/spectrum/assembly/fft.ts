/**
 * Real FFT of a power of two from 64 on: a complex Stockham transform of radix 4 over half the length, then the split
 * into the spectrum of the real signal. Stockham needs no bit reversal, so that every access is a whole vector.
 *
 * A plan lies in memory that the caller owns (`fftPlanBytes(n)`), in bytes from its start:
 *   0          n, as i32
 *   16         cos and sin of -2 pi k / n for k below n / 2, written by the caller before `fftPlanInit`
 *   16 + 4 n   six tables of n / 4 floats: the twiddles of each stage, real and imaginary, first to third power
 *   16 + 10 n  four work buffers of n / 2 + 4 floats
 *
 * @see C. Van Loan, Computational Frameworks for the Fast Fourier Transform, 1992, section 1.7
 */
const TWIDDLES: usize = 16;

/** Where the last transform left its result. */
let resultRe: usize = 0;
let resultIm: usize = 0;
/** The two buffers that hold nothing of use after it. */
let spareRe: usize = 0;
let spareIm: usize = 0;

export function fftPlanBytes(n: i32): i32 {
  return 16 + 10 * n + 4 * (2 * n + 16);
}

function stageTable(plan: usize, n: usize, index: usize): usize {
  return plan + TWIDDLES + (4 + index) * n;
}

function workBuffer(plan: usize, n: usize, index: usize): usize {
  return plan + TWIDDLES + 10 * n + index * (2 * n + 16);
}

/** Sorts the twiddles by stage, so that a stage reads them in a row. */
export function fftPlanInit(plan: usize, n: i32): void {
  store<i32>(plan, n);
  const bytes = <usize>n;
  const cos = plan + TWIDDLES;
  const sin = cos + 2 * bytes;
  const half = n / 2;
  let at: usize = 0;
  let step = 1;
  for (let left = half; left >= 4; left /= 4) {
    for (let p = 0; p < left / 4; p++) {
      for (let power = 1; power <= 3; power++) {
        // Angles from half a turn on are those of the first half, negated.
        const k = power * p * step * 2;
        const sign: f32 = k >= half ? -1 : 1;
        const from = (<usize>(k % half)) << 2;
        const table = <usize>(2 * (power - 1));
        store<f32>(stageTable(plan, bytes, table) + at, sign * load<f32>(cos + from));
        store<f32>(stageTable(plan, bytes, table + 1) + at, sign * load<f32>(sin + from));
      }
      at += 4;
    }
    step *= 4;
  }
}

/** Stores four vectors as the columns of a 4 by 4 matrix. */
function storeTransposed(a: v128, b: v128, c: v128, d: v128, out: usize): void {
  const ab = i32x4.shuffle(a, b, 0, 4, 1, 5);
  const cd = i32x4.shuffle(c, d, 0, 4, 1, 5);
  const ab2 = i32x4.shuffle(a, b, 2, 6, 3, 7);
  const cd2 = i32x4.shuffle(c, d, 2, 6, 3, 7);
  v128.store(out, i64x2.shuffle(ab, cd, 0, 2));
  v128.store(out, i64x2.shuffle(ab, cd, 1, 3), 16);
  v128.store(out, i64x2.shuffle(ab2, cd2, 0, 2), 32);
  v128.store(out, i64x2.shuffle(ab2, cd2, 1, 3), 48);
}

/**
 * The first stage, straight from the samples: even ones become real parts and odd ones imaginary parts, each times its
 * window value; then four butterflies at a time, each with its own twiddle; the outputs interleave.
 */
function firstStage(plan: usize, n: usize, input: usize, window: usize, yr: usize, yi: usize): void {
  const quarter = n >> 1;
  for (let p: usize = 0; p < quarter; p += 16) {
    const from = input + 2 * p;
    const by = window + 2 * p;
    const a = f32x4.mul(v128.load(from), v128.load(by));
    const a2 = f32x4.mul(v128.load(from, 16), v128.load(by, 16));
    const b = f32x4.mul(v128.load(from + 2 * quarter), v128.load(by + 2 * quarter));
    const b2 = f32x4.mul(v128.load(from + 2 * quarter, 16), v128.load(by + 2 * quarter, 16));
    const c = f32x4.mul(v128.load(from + 4 * quarter), v128.load(by + 4 * quarter));
    const c2 = f32x4.mul(v128.load(from + 4 * quarter, 16), v128.load(by + 4 * quarter, 16));
    const d = f32x4.mul(v128.load(from + 6 * quarter), v128.load(by + 6 * quarter));
    const d2 = f32x4.mul(v128.load(from + 6 * quarter, 16), v128.load(by + 6 * quarter, 16));
    const ar = i32x4.shuffle(a, a2, 0, 2, 4, 6);
    const ai = i32x4.shuffle(a, a2, 1, 3, 5, 7);
    const br = i32x4.shuffle(b, b2, 0, 2, 4, 6);
    const bi = i32x4.shuffle(b, b2, 1, 3, 5, 7);
    const cr = i32x4.shuffle(c, c2, 0, 2, 4, 6);
    const ci = i32x4.shuffle(c, c2, 1, 3, 5, 7);
    const dr = i32x4.shuffle(d, d2, 0, 2, 4, 6);
    const di = i32x4.shuffle(d, d2, 1, 3, 5, 7);
    const acr = f32x4.add(ar, cr);
    const aci = f32x4.add(ai, ci);
    const amr = f32x4.sub(ar, cr);
    const ami = f32x4.sub(ai, ci);
    const bdr = f32x4.add(br, dr);
    const bdi = f32x4.add(bi, di);
    // -i (b - d)
    const jr = f32x4.sub(bi, di);
    const ji = f32x4.sub(dr, br);
    const t1r = f32x4.add(amr, jr);
    const t1i = f32x4.add(ami, ji);
    const t2r = f32x4.sub(acr, bdr);
    const t2i = f32x4.sub(aci, bdi);
    const t3r = f32x4.sub(amr, jr);
    const t3i = f32x4.sub(ami, ji);
    const u1r = v128.load(stageTable(plan, n, 0) + p);
    const u1i = v128.load(stageTable(plan, n, 1) + p);
    const u2r = v128.load(stageTable(plan, n, 2) + p);
    const u2i = v128.load(stageTable(plan, n, 3) + p);
    const u3r = v128.load(stageTable(plan, n, 4) + p);
    const u3i = v128.load(stageTable(plan, n, 5) + p);
    storeTransposed(
      f32x4.add(acr, bdr),
      f32x4.sub(f32x4.mul(t1r, u1r), f32x4.mul(t1i, u1i)),
      f32x4.sub(f32x4.mul(t2r, u2r), f32x4.mul(t2i, u2i)),
      f32x4.sub(f32x4.mul(t3r, u3r), f32x4.mul(t3i, u3i)),
      yr + 4 * p,
    );
    storeTransposed(
      f32x4.add(aci, bdi),
      f32x4.add(f32x4.mul(t1r, u1i), f32x4.mul(t1i, u1r)),
      f32x4.add(f32x4.mul(t2r, u2i), f32x4.mul(t2i, u2r)),
      f32x4.add(f32x4.mul(t3r, u3i), f32x4.mul(t3i, u3r)),
      yi + 4 * p,
    );
  }
}

/** Those of a later stage whose twiddle is 1: all of the last one, a quarter of the one before. */
function plainButterflies(xr: usize, xi: usize, yr: usize, yi: usize, run: usize, quarter: usize): void {
  for (let q: usize = 0; q < run; q += 16) {
    const ar = v128.load(xr + q);
    const ai = v128.load(xi + q);
    const br = v128.load(xr + q + quarter);
    const bi = v128.load(xi + q + quarter);
    const cr = v128.load(xr + q + 2 * quarter);
    const ci = v128.load(xi + q + 2 * quarter);
    const dr = v128.load(xr + q + 3 * quarter);
    const di = v128.load(xi + q + 3 * quarter);
    const acr = f32x4.add(ar, cr);
    const aci = f32x4.add(ai, ci);
    const amr = f32x4.sub(ar, cr);
    const ami = f32x4.sub(ai, ci);
    const bdr = f32x4.add(br, dr);
    const bdi = f32x4.add(bi, di);
    const jr = f32x4.sub(bi, di);
    const ji = f32x4.sub(dr, br);
    v128.store(yr + q, f32x4.add(acr, bdr));
    v128.store(yi + q, f32x4.add(aci, bdi));
    v128.store(yr + q + run, f32x4.add(amr, jr));
    v128.store(yi + q + run, f32x4.add(ami, ji));
    v128.store(yr + q + 2 * run, f32x4.sub(acr, bdr));
    v128.store(yi + q + 2 * run, f32x4.sub(aci, bdi));
    v128.store(yr + q + 3 * run, f32x4.sub(amr, jr));
    v128.store(yi + q + 3 * run, f32x4.sub(ami, ji));
  }
}

/** A later stage: `run` bytes of neighbours share a twiddle; `count` twiddles start at byte `at` of the tables, the first is 1. */
function laterStage(
  plan: usize,
  n: usize,
  xr: usize,
  xi: usize,
  yr: usize,
  yi: usize,
  run: usize,
  count: usize,
  at: usize,
): void {
  const quarter = run * count;
  plainButterflies(xr, xi, yr, yi, run, quarter);
  for (let p: usize = 1; p < count; p++) {
    const t = at + 4 * p;
    const u1r = v128.load_splat<f32>(stageTable(plan, n, 0) + t);
    const u1i = v128.load_splat<f32>(stageTable(plan, n, 1) + t);
    const u2r = v128.load_splat<f32>(stageTable(plan, n, 2) + t);
    const u2i = v128.load_splat<f32>(stageTable(plan, n, 3) + t);
    const u3r = v128.load_splat<f32>(stageTable(plan, n, 4) + t);
    const u3i = v128.load_splat<f32>(stageTable(plan, n, 5) + t);
    const inRe = xr + run * p;
    const inIm = xi + run * p;
    const outRe = yr + 4 * run * p;
    const outIm = yi + 4 * run * p;
    for (let q: usize = 0; q < run; q += 16) {
      const ar = v128.load(inRe + q);
      const ai = v128.load(inIm + q);
      const br = v128.load(inRe + q + quarter);
      const bi = v128.load(inIm + q + quarter);
      const cr = v128.load(inRe + q + 2 * quarter);
      const ci = v128.load(inIm + q + 2 * quarter);
      const dr = v128.load(inRe + q + 3 * quarter);
      const di = v128.load(inIm + q + 3 * quarter);
      const acr = f32x4.add(ar, cr);
      const aci = f32x4.add(ai, ci);
      const amr = f32x4.sub(ar, cr);
      const ami = f32x4.sub(ai, ci);
      const bdr = f32x4.add(br, dr);
      const bdi = f32x4.add(bi, di);
      const jr = f32x4.sub(bi, di);
      const ji = f32x4.sub(dr, br);
      const t1r = f32x4.add(amr, jr);
      const t1i = f32x4.add(ami, ji);
      const t2r = f32x4.sub(acr, bdr);
      const t2i = f32x4.sub(aci, bdi);
      const t3r = f32x4.sub(amr, jr);
      const t3i = f32x4.sub(ami, ji);
      v128.store(outRe + q, f32x4.add(acr, bdr));
      v128.store(outIm + q, f32x4.add(aci, bdi));
      v128.store(outRe + q + run, f32x4.sub(f32x4.mul(t1r, u1r), f32x4.mul(t1i, u1i)));
      v128.store(outIm + q + run, f32x4.add(f32x4.mul(t1r, u1i), f32x4.mul(t1i, u1r)));
      v128.store(outRe + q + 2 * run, f32x4.sub(f32x4.mul(t2r, u2r), f32x4.mul(t2i, u2i)));
      v128.store(outIm + q + 2 * run, f32x4.add(f32x4.mul(t2r, u2i), f32x4.mul(t2i, u2r)));
      v128.store(outRe + q + 3 * run, f32x4.sub(f32x4.mul(t3r, u3r), f32x4.mul(t3i, u3i)));
      v128.store(outIm + q + 3 * run, f32x4.add(f32x4.mul(t3r, u3i), f32x4.mul(t3i, u3r)));
    }
  }
}

/** The last stage of an odd power of two: radix 2, without twiddles, over `run` bytes. */
function lastStage(xr: usize, xi: usize, yr: usize, yi: usize, run: usize): void {
  for (let q: usize = 0; q < run; q += 16) {
    const ar = v128.load(xr + q);
    const ai = v128.load(xi + q);
    const br = v128.load(xr + q + run);
    const bi = v128.load(xi + q + run);
    v128.store(yr + q, f32x4.add(ar, br));
    v128.store(yi + q, f32x4.add(ai, bi));
    v128.store(yr + q + run, f32x4.sub(ar, br));
    v128.store(yi + q + run, f32x4.sub(ai, bi));
  }
}

/** Complex transform of the windowed samples. */
function transform(plan: usize, n: usize, input: usize, window: usize): void {
  let xr = workBuffer(plan, n, 0);
  let xi = workBuffer(plan, n, 1);
  let yr = workBuffer(plan, n, 2);
  let yi = workBuffer(plan, n, 3);
  firstStage(plan, n, input, window, xr, xi);
  let left = n >> 3;
  let run: usize = 16;
  let at: usize = (n >> 1) & ~3;
  while (left > 1) {
    if (left == 2) {
      lastStage(xr, xi, yr, yi, run);
    } else {
      laterStage(plan, n, xr, xi, yr, yi, run, left >> 2, at);
    }
    at += left & ~3;
    left >>= 2;
    run <<= 2;
    const tr = xr;
    const ti = xi;
    xr = yr;
    xi = yi;
    yr = tr;
    yi = ti;
  }
  resultRe = xr;
  resultIm = xi;
  spareRe = yr;
  spareIm = yi;
}

/** One bin of the real signal's spectrum out of the half-length transform; `end` is n / 2 floats in bytes. */
function splitBin(cos: usize, sin: usize, k: usize, end: usize): void {
  const ar = load<f32>(resultRe + k);
  const ai = load<f32>(resultIm + k);
  const br = load<f32>(resultRe + end - k);
  const bi = load<f32>(resultIm + end - k);
  const evenRe: f32 = 0.5 * (ar + br);
  const evenIm: f32 = 0.5 * (ai - bi);
  const oddRe: f32 = 0.5 * (ai + bi);
  const oddIm: f32 = 0.5 * (br - ar);
  const c = load<f32>(cos + k);
  const s = load<f32>(sin + k);
  store<f32>(spareRe + k, evenRe + c * oddRe - s * oddIm);
  store<f32>(spareIm + k, evenIm + c * oddIm + s * oddRe);
}

/** The four lanes in the other order. */
function reversed(x: v128): v128 {
  return i32x4.shuffle(x, x, 3, 2, 1, 0);
}

/** Writes bins 0 to n / 2 into the spare buffers, each four together with those that mirror them. */
function split(plan: usize, n: usize): void {
  const cos = plan + TWIDDLES;
  const sin = cos + 2 * n;
  const end: usize = 2 * n;
  const fromRe = resultRe;
  const fromIm = resultIm;
  const toRe = spareRe;
  const toIm = spareIm;
  const half = f32x4.splat(0.5);
  const first = load<f32>(fromRe);
  const odd = load<f32>(fromIm);
  for (let k: usize = 16; k < n; k += 16) {
    const mirror = end - k - 12;
    const ar = v128.load(fromRe + k);
    const ai = v128.load(fromIm + k);
    const br = reversed(v128.load(fromRe + mirror));
    const bi = reversed(v128.load(fromIm + mirror));
    const evenRe = f32x4.mul(half, f32x4.add(ar, br));
    const evenIm = f32x4.mul(half, f32x4.sub(ai, bi));
    const oddRe = f32x4.mul(half, f32x4.add(ai, bi));
    const oddIm = f32x4.mul(half, f32x4.sub(br, ar));
    const c = v128.load(cos + k);
    const s = v128.load(sin + k);
    const turnedRe = f32x4.sub(f32x4.mul(c, oddRe), f32x4.mul(s, oddIm));
    const turnedIm = f32x4.add(f32x4.mul(c, oddIm), f32x4.mul(s, oddRe));
    v128.store(toRe + k, f32x4.add(evenRe, turnedRe));
    v128.store(toIm + k, f32x4.add(evenIm, turnedIm));
    v128.store(toRe + mirror, reversed(f32x4.sub(evenRe, turnedRe)));
    v128.store(toIm + mirror, reversed(f32x4.sub(turnedIm, evenIm)));
  }
  // Where a vector would reach past the ends or the middle.
  for (let k: usize = 4; k < 16; k += 4) {
    splitBin(cos, sin, k, end);
    splitBin(cos, sin, end - k, end);
  }
  splitBin(cos, sin, n, end);
  store<f32>(toRe, first + odd);
  store<f32>(toIm, 0);
  store<f32>(toRe + end, first - odd);
  store<f32>(toIm + end, 0);
}

/**
 * Spectrum of `n` windowed samples; afterwards `spectrumRe()` and `spectrumIm()` tell where bins 0 to n / 2 lie, until
 * the next call with the same plan.
 */
export function realSpectrum(plan: usize, input: usize, window: usize): void {
  const n = <usize>load<i32>(plan);
  transform(plan, n, input, window);
  split(plan, n);
}

export function spectrumRe(): usize {
  return spareRe;
}

export function spectrumIm(): usize {
  return spareIm;
}
