const HOPS_PER_SECOND = 100;
/** How far the loudest rise may be from a beat, in hops. */
const NEAR = 3;

/**
 * Rise of the logarithmic energy from one hundredth of a second to the next, 0 where it falls. Treble is measured by
 * itself, so that a hi-hat over a long bass note counts.
 */
export function onsetStrength(mono: Float32Array, sampleRate: number): Float32Array {
  const hop = Math.max(1, Math.round(sampleRate / HOPS_PER_SECOND));
  const hops = Math.floor(mono.length / hop);
  const full = new Float64Array(hops);
  const treble = new Float64Array(hops);
  let before = 0;
  for (let i = 0; i < hops * hop; i++) {
    const x = mono[i] as number;
    const at = Math.floor(i / hop);
    full[at] = (full[at] as number) + x * x;
    treble[at] = (treble[at] as number) + (x - before) ** 2;
    before = x;
  }
  const strength = new Float32Array(hops);
  for (const band of [full, treble]) addRises(band, strength);
  return strength;
}

function addRises(band: Float64Array, strength: Float32Array): void {
  const mean = band.reduce((sum, energy) => sum + energy, 0) / band.length;
  if (!(mean > 0)) return;
  let before = 0;
  for (let i = 0; i < band.length; i++) {
    const level = Math.log1p((100 * (band[i] as number)) / mean);
    strength[i] = (strength[i] as number) + Math.max(0, level - before);
    before = level;
  }
}

/**
 * How much begins at the beats: mean of the strongest rise within 30 ms of each. A tracker finds a pulse in a steady
 * tone too, but there nothing begins.
 *
 * @param beats times in seconds
 */
export function beatStrength(strength: Float32Array, beats: ArrayLike<number>): number {
  let sum = 0;
  for (const beat of Array.from(beats)) {
    const at = Math.round(beat * HOPS_PER_SECOND);
    sum += strength.subarray(Math.max(0, at - NEAR), at + NEAR + 1).reduce((most, x) => Math.max(most, x), 0);
  }
  return beats.length === 0 ? 0 : sum / beats.length;
}
