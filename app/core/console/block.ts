/** Most frames that are rendered at once: the browser's render quantum. */
export const BLOCK = 128;

/** One block of stereo audio. The owner reuses it; nobody keeps a reference to its content. */
export interface Stereo {
  readonly left: Float32Array;
  readonly right: Float32Array;
}

export const createStereo = (frames = BLOCK): Stereo => ({
  left: new Float32Array(frames),
  right: new Float32Array(frames),
});

export function silence({ left, right }: Stereo, from: number, to: number): void {
  left.fill(0, from, to);
  right.fill(0, from, to);
}

/** What is below this in a filter's memory is nothing; left alone it would become denormal, which is slow. */
const TINY = 1e-25;

export const undenormal = (x: number): number => (x < TINY && x > -TINY ? 0 : x);
