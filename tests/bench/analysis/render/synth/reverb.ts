import { RATE } from '../pcm.ts';

/** Delays in s of the combs, a few percent apart so that no pitch rings; the right side is a little longer. */
const combs = [0.0297, 0.0371, 0.0411, 0.0437];
const FEEDBACK = 0.78;
const SPREAD = 1.013;

/** Adds a small room in place (M. R. Schroeder, "Natural sounding artificial reverberation", 1962, without the all-passes). */
export function reverberate(out: readonly Float32Array[], amount: number): void {
  out.forEach((channel, side) => {
    const dry = channel.slice();
    for (const delaySec of combs) {
      const line = new Float32Array(Math.round(delaySec * (side === 0 ? 1 : SPREAD) * RATE));
      let [at, low] = [0, 0];
      for (let i = 0; i < dry.length; i++) {
        const echo = line[at]!;
        low += 0.4 * (echo - low);
        line[at] = dry[i]! + FEEDBACK * low;
        channel[i]! += (amount / combs.length) * echo;
        at = (at + 1) % line.length;
      }
    }
  });
}
