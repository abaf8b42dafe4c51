/**
 * A piece of music that is cheap to make and has what checks look at: chords that change, hits, hiss up to the highest
 * frequencies, two sides that differ. Answers with the next frames each time.
 */
export function pieceOf(seed: number, rate: number): (frames: number) => Float32Array[] {
  let state = (seed + 1) * 2_654_435_761;
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const step = Math.round(rate * (0.4 + 0.2 * random()));
  const wave = Float32Array.from({ length: 4096 }, (_, i) => Math.sin((2 * Math.PI * i) / 4096));
  const at = (phase: number) => wave[(phase * 4096) & 4095] as number;
  let chord: number[] = [];
  let frame = 0;
  return (frames) => {
    const planes = [new Float32Array(frames), new Float32Array(frames)] as const;
    for (let i = 0; i < frames; i++, frame++) {
      const within = frame % step;
      if (within === 0)
        chord = [1, 1.26, 1.5].map((ratio) => (110 * 2 ** (Math.floor(24 * random()) / 12) * ratio) / rate);
      const decay = 1 - within / step;
      const [a = 0, b = 0, c = 0] = chord;
      const body = 0.16 * (at(a * frame) + at(b * frame));
      const hiss = 0.2 * decay ** 8 + 0.01;
      planes[0][i] = body + 0.12 * at(c * frame) + hiss * (random() - 0.5);
      planes[1][i] = body + 0.12 * at(2 * a * frame) + hiss * (random() - 0.5);
    }
    return [...planes];
  };
}
