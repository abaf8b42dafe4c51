/** Numbers that look random and are the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface MusicOptions {
  /** Silence before it, s. */
  readonly lateSec?: number;
  /** Hiss, differing from sample to sample, full scale is 1. */
  readonly noise?: number;
  readonly seed?: number;
}

/** A chord of three notes every half second, none of which comes again in the same way. Mono. */
export function music(rate: number, seconds: number, options: MusicOptions = {}): Float32Array {
  const { lateSec = 0, noise = 0, seed = 5 } = options;
  const roll = dice(seed);
  const chords = Array.from({ length: seconds * 2 + 2 }, () =>
    [0, 1, 2].map(() => 110 * 2 ** (Math.floor(roll() * 30) / 12)),
  );
  const hiss = dice(seed + 1);
  return Float32Array.from({ length: rate * seconds }, (_, i) => {
    const time = i / rate - lateSec;
    if (time < 0) return 0;
    const beat = Math.floor(time * 2);
    const fade = Math.exp((beat / 2 - time) * 4);
    let sum = 0;
    for (const hz of chords[beat] ?? []) for (let k = 1; k <= 5; k++) sum += Math.sin(2 * Math.PI * hz * k * time) / k;
    return 0.13 * sum * fade + noise * (hiss() - 0.5);
  });
}
