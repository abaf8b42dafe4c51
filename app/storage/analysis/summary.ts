import type { Analysis } from '#contracts/records/analysis.ts';

/** An analysis without beats, curves, sections and later stretches of tempo and key: a few hundred bytes. */
export function summaryOf(analysis: Analysis): Analysis {
  const { tempo, key, loudness, energy, vocals } = analysis;
  const { grid } = tempo;
  return {
    ...analysis,
    tempo: {
      ...tempo,
      grid: grid && { ...grid, segments: grid.segments.slice(0, 1) },
      beats: new Float64Array(),
    },
    key: { ...key, segments: [] },
    loudness: { ...loudness, shortTerm: new Float32Array() },
    energy: { ...energy, curve: new Float32Array() },
    sections: [],
    vocals: { ...vocals, curve: new Float32Array() },
  };
}
