import type { Speeds } from '../speed/speed.ts';
import type { Line } from './table.ts';

/** The figures for machines: ours on all tracks. What could not be measured is left out. */
export function figuresOf(lines: readonly Line[], ours: string, speeds: Speeds | null): Record<string, number> {
  const whole = lines.filter(({ set }) => set === 'all');
  const summary = whole.find(({ analyser }) => analyser === ours)?.summary;
  const rivals = whole.filter(({ analyser }) => analyser !== ours).flatMap((line) => line.summary.key ?? []);
  const figures = {
    tracks: summary?.tracks,
    acc1: summary?.acc1,
    acc2: summary?.acc2,
    beat_f: summary?.beatF,
    downbeat_f: summary?.downbeatF,
    key_score: summary?.key,
    key_score_best_peer: rivals.length > 0 ? Math.max(...rivals) : undefined,
    grid_bpm_error_max: summary?.gridBpmErrorMax,
    section_hit: summary?.sectionHit,
    loudness_lu_error_max: summary?.loudnessErrorMax,
    ece_tempo: summary?.eceTempo,
    ece_key: summary?.eceKey,
    ece_downbeat: summary?.eceDownbeat,
    ece_sections: summary?.eceSections,
    ece_energy: summary?.eceEnergy,
    x_realtime: speeds?.xRealtime,
    ratio_to_essentia: speeds?.ratioToEssentia,
    ratio_to_quick_essentia: speeds?.ratioToQuickEssentia,
    peak_mb_10min: speeds?.peakMb,
  };
  const known = Object.entries(figures).filter((entry): entry is [string, number] => entry[1] !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name, Math.round(value * 1e4) / 1e4]));
}
