import type { BeatGrid } from '#contracts/records/analysis.ts';
import type { Truth } from '../truth.ts';

/** The grid of the true beats: one segment for each tempo. */
export function trueGrid({ beats, downbeats, beatsPerBar }: Truth): BeatGrid | null {
  if (!beats || !downbeats || beats.length < 2) return null;
  const begins = new Set(downbeats);
  const bpm = (beat: number) => 60 / ((beats[beat + 1] as number) - (beats[beat] as number));
  const segments = beats
    .slice(0, -1)
    .map((timeSec, beat) => ({ timeSec, beat, bpm: bpm(beat) }))
    .filter(({ beat }) => beat === 0 || Math.abs(bpm(beat) - bpm(beat - 1)) > 0.01);
  const downbeat = beats.findIndex((beat) => begins.has(beat));
  return { segments, beatsPerBar: beatsPerBar ?? 4, downbeat: Math.max(0, downbeat) };
}
