import type { Analysis, BeatGrid, KeyResult, TempoResult } from '#contracts/records/analysis.ts';
import type { NamedKey, TrackCorrections } from '#contracts/records/correction.ts';
import { mainTempo } from '../../tempo/edit/grid-edit.ts';
import { correctedGrid, correctedKey, gridHolds } from './history.ts';
import { keyWithPrior, type LocalPrior, tempoWithPrior } from './prior.ts';
import { SURE } from './sure.ts';

/** Who says so: the analyser, the analyser and what corrections of other tracks taught, or a person. */
export type Origin = 'machine' | 'prior' | 'person';

/** An analysis as it is to be used, corrections included. */
export interface EffectiveAnalysis extends Analysis {
  readonly origin: { readonly tempo: Origin; readonly key: Origin };
}

/**
 * What is in force for a track: what a person said, else what the analyser found, weighed by what corrections taught
 * where it is unsure. The one place where these meet.
 */
export function effective(
  machine: Analysis,
  corrections: TrackCorrections | undefined,
  prior: LocalPrior,
): EffectiveAnalysis {
  const isGridSaid = corrections !== undefined && gridHolds(corrections);
  const said = corrections ? correctedKey(corrections) : null;
  const tempo = isGridSaid ? tempoAsSaid(machine, corrections) : tempoWithPrior(machine.tempo, prior);
  const key = said ? keyAsSaid(machine.key, said) : keyWithPrior(machine.key, prior);
  const byTempo = tempo === machine.tempo ? 'machine' : 'prior';
  const byKey = key === machine.key ? 'machine' : 'prior';
  return { ...machine, tempo, key, origin: { tempo: isGridSaid ? 'person' : byTempo, key: said ? 'person' : byKey } };
}

function tempoAsSaid({ tempo, durationSec }: Analysis, row: TrackCorrections): TempoResult {
  const grid: BeatGrid | null = correctedGrid(row);
  if (!grid) return { ...tempo, bpm: null, confidence: 1, candidates: [], grid, isConstant: false };
  const bpm = mainTempo(grid, durationSec);
  const saysBars = row.edits.slice(0, row.applied).some(({ kind }) => kind === 'downbeat' || kind === 'meter');
  return {
    ...tempo,
    ...{ bpm, confidence: 1, candidates: [{ bpm, probability: 1 }], grid, isConstant: grid.segments.length === 1 },
    downbeatConfidence: saysBars ? 1 : tempo.downbeatConfidence,
  };
}

const keyAsSaid = (key: KeyResult, { tonic, mode }: NamedKey): KeyResult => ({ ...key, tonic, mode, confidence: 1 });

/** What a person should check: found, but neither said by one nor sure. */
export function unsure({ tempo, key, origin }: EffectiveAnalysis): { readonly tempo: boolean; readonly key: boolean } {
  return {
    tempo: tempo.bpm !== null && origin.tempo !== 'person' && tempo.confidence < SURE,
    key: key.tonic !== null && origin.key !== 'person' && key.confidence < SURE,
  };
}
