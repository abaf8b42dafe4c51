import { realSpectrum, spectrumIm, spectrumRe } from './fft';

/**
 * Magnitudes, or powers, of `frames` windowed frames, one every `hop` samples of `input`; frame i goes to
 * `output + i * stride` bytes, n / 2 + 1 floats each. `stride` is a multiple of 16 with room for n / 2 + 4 floats.
 */
export function stft(
  plan: usize,
  input: usize,
  window: usize,
  frames: i32,
  hop: i32,
  output: usize,
  stride: usize,
  isPower: bool,
): void {
  // Bins 0 to n / 2 and what fills the last vector.
  const bytes: usize = 2 * <usize>load<i32>(plan) + 16;
  for (let frame = 0; frame < frames; frame++) {
    realSpectrum(plan, input + ((<usize>(frame * hop)) << 2), window);
    const re = spectrumRe();
    const im = spectrumIm();
    const out = output + <usize>frame * stride;
    for (let k: usize = 0; k < bytes; k += 16) {
      const x = v128.load(re + k);
      const y = v128.load(im + k);
      const power = f32x4.add(f32x4.mul(x, x), f32x4.mul(y, y));
      v128.store(out + k, isPower ? power : f32x4.sqrt(power));
    }
  }
}
