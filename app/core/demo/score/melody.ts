/** A note of a hand-written line: the bar from the start of the line, the sixteenth, MIDI note, length in sixteenths. */
export type LineNote = readonly [bar: number, step: number, note: number, length: number];

/** Two times four bars over `home`: question and answer, one rhythm (3 3 2 3 5) that bends at the ends. */
const theme: readonly LineNote[] = [
  [0, 0, 76, 3],
  [0, 3, 79, 3],
  [0, 6, 76, 2],
  [0, 8, 74, 3],
  [0, 11, 72, 5],
  [1, 0, 72, 3],
  [1, 3, 76, 3],
  [1, 6, 72, 2],
  [1, 8, 71, 3],
  [1, 11, 69, 5],
  [2, 0, 69, 3],
  [2, 3, 72, 3],
  [2, 6, 76, 2],
  [2, 8, 77, 3],
  [2, 11, 76, 5],
  [3, 0, 74, 6],
  [3, 6, 71, 8],
  [3, 14, 74, 2],
  [4, 0, 76, 3],
  [4, 3, 79, 3],
  [4, 6, 81, 2],
  [4, 8, 79, 3],
  [4, 11, 76, 5],
  [5, 0, 81, 3],
  [5, 3, 79, 3],
  [5, 6, 76, 2],
  [5, 8, 72, 3],
  [5, 11, 76, 5],
  [6, 0, 77, 3],
  [6, 3, 76, 3],
  [6, 6, 74, 2],
  [6, 8, 72, 3],
  [6, 11, 74, 5],
  [7, 0, 76, 6],
  [7, 6, 74, 2],
  [7, 8, 71, 7],
];

/** Slow, over `lift`, in the break. */
const answer: readonly LineNote[] = [
  [0, 0, 76, 10],
  [0, 10, 72, 3],
  [0, 13, 76, 3],
  [1, 0, 74, 10],
  [1, 10, 71, 3],
  [1, 13, 74, 3],
  [2, 0, 72, 6],
  [2, 6, 71, 2],
  [2, 8, 69, 8],
  [3, 0, 71, 6],
  [3, 6, 72, 2],
  [3, 8, 74, 6],
];

/** A memory of the theme for the outro; it comes home to A. */
const last: readonly LineNote[] = [
  [0, 0, 76, 3],
  [0, 3, 79, 3],
  [0, 6, 76, 2],
  [0, 8, 74, 3],
  [0, 11, 72, 8],
  [2, 0, 69, 3],
  [2, 3, 72, 3],
  [2, 6, 71, 2],
  [2, 8, 69, 12],
];

export const lines = { theme, answer, last } as const;
