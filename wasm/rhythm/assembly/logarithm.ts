/**
 * Natural logarithms of 1 + x for x from 0 on, to about 1e-7: exponent and mantissa apart, the mantissa by a polynomial.
 *
 * @see S. Moshier, Cephes mathematical library, logf
 */
export function log1p4(x: v128): v128 {
  const y = f32x4.add(x, f32x4.splat(1));
  const bits = i32x4.sub(y, i32x4.splat(0x3f3504f3));
  // So that the mantissa is between the root of a half and the root of 2.
  const exponent = i32x4.shr_s(bits, 23);
  const mantissa = i32x4.sub(y, i32x4.shl(exponent, 23));
  const z = f32x4.sub(mantissa, f32x4.splat(1));
  const e = f32x4.convert_i32x4_s(exponent);
  const square = f32x4.mul(z, z);
  let p = f32x4.splat(7.0376836292e-2);
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-1.151461031e-1));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(1.167699874e-1));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-1.2420140846e-1));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(1.4249322787e-1));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-1.6668057665e-1));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(2.0000714765e-1));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-2.4999993993e-1));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(3.3333331174e-1));
  p = f32x4.mul(f32x4.mul(p, z), square);
  p = f32x4.sub(p, f32x4.mul(f32x4.splat(0.5), square));
  return f32x4.add(f32x4.add(z, p), f32x4.mul(e, f32x4.splat(0.69314718056)));
}
