/** Beats as a DJ writes them: `1/4`, `16`. */
export const beatsText = (beats: number): string => (beats < 1 ? `1/${Math.round(1 / beats)}` : String(beats));
