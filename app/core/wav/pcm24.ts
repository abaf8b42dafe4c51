const FULL_SCALE = 8_388_608;

/** The nearest 24-bit code of a sample, clamped to the range, 0 for NaN. Exact for every 16-bit and 24-bit source. */
export function toInt24(sample: number): number {
  const code = Math.round(sample * FULL_SCALE);
  if (code >= FULL_SCALE) return FULL_SCALE - 1;
  if (code < -FULL_SCALE) return -FULL_SCALE;
  return Number.isNaN(code) ? 0 : code;
}

/**
 * Writes planar float samples as interleaved signed 24-bit little-endian PCM. NaN becomes silence.
 *
 * @param target room for `frames * channels * 3` bytes
 */
export function quantise24(channels: readonly Float32Array[], target: Uint8Array): void {
  const stride = channels.length * 3;
  for (const [index, samples] of channels.entries()) {
    for (let i = 0, at = index * 3; i < samples.length; i++, at += stride) {
      const code = toInt24(samples[i] ?? 0);
      target[at] = code;
      target[at + 1] = code >> 8;
      target[at + 2] = code >> 16;
    }
  }
}

/** Reads interleaved signed 24-bit little-endian PCM into planar float samples, -1 to just under 1. */
export function dequantise24(bytes: Uint8Array, channels: number): Float32Array<ArrayBuffer>[] {
  const frames = Math.floor(bytes.length / (channels * 3));
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(frames);
    for (let i = 0, at = channel * 3; i < frames; i++, at += channels * 3) {
      const high = ((bytes[at + 2] ?? 0) << 24) >> 8;
      samples[i] = (high | ((bytes[at + 1] ?? 0) << 8) | (bytes[at] ?? 0)) / FULL_SCALE;
    }
    return samples;
  });
}
