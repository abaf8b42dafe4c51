import type { TempoCandidate, TempoResult } from '#contracts/records/analysis.ts';
import { renumbered, timeOfBeat } from '#core/tempo/beat-grid.ts';
import { barReadings, type BarReading } from './bars.ts';
import { chancesOf } from './choice-model.ts';
import type { RhythmFeatures } from './features.ts';
import { gridOf, type FoundGrid } from './grid.ts';
import { beatsOfLevel } from './levels.ts';
import { barModels } from './models/bar-model.ts';
import { levelModels } from './models/level-model.ts';
import { pulseModels } from './models/pulse-model.ts';
import { pulseEvidence } from './pulse-evidence.ts';
import { readingsOf, type Reading, type Readings } from './readings.ts';
import { hasSameBeats, isSameTempo } from './same-beats.ts';

/** Below this probability there is no beat: lower than a half, since nearly all music that people mix has one; wind stays below. */
const NO_BEAT = 0.35;
/** Shorter audio has no tempo. */
const SHORTEST_SEC = 2;
const MOST_CANDIDATES = 6;

const nothing = (confidence: number): TempoResult => ({
  bpm: null,
  confidence,
  candidates: [],
  grid: null,
  isConstant: false,
  downbeatConfidence: 0,
  beats: new Float64Array(),
});

/**
 * Tempo, beats, bars and beat grid of some audio: every metrical level of a few beat tracks is a reading, and learned
 * models choose among the readings, then among the bars.
 */
export function trackRhythm(features: RhythmFeatures): TempoResult {
  if (features.durationSec < SHORTEST_SEC) return nothing(1);
  const readings = readingsOf(features);
  if (readings.levels.length === 0) return nothing(1);
  const hasBeat = beatProbability(features, readings);
  if (hasBeat < NO_BEAT) return nothing(1 - hasBeat);
  const { reading, candidates } = chooseLevel(readings.levels);
  const found = gridOf(features, readings.envelope, reading);
  const { bar, probability } = chooseBar(features, readings, beatsOfLevel(reading));
  return {
    ...resultOf(found, bar),
    // How clear the beat is says no more of which tempo is right, as the check on other families shows.
    confidence: candidates[0]?.probability ?? 0,
    candidates: candidates.map((one, i) => (i === 0 ? { ...one, bpm: found.bpm } : one)),
    downbeatConfidence: probability,
  };
}

/** The choice between what was found and nothing at all. */
function beatProbability(features: RhythmFeatures, readings: Readings): number {
  const evidence = pulseEvidence(features, readings);
  return chancesOf(pulseModels, [evidence, new Float32Array(evidence.length)])[0]!;
}

interface Group {
  readonly reading: Reading;
  probability: number;
}

/** The likeliest tempo over all its readings, then its likeliest beats over all readings that have them. */
function chooseLevel(levels: readonly Reading[]): { reading: Reading; candidates: TempoCandidate[] } {
  const chances = chancesOf(
    levelModels,
    levels.map(({ evidence }) => evidence),
  );
  const tempi = grouped(levels, chances, isSameTempo);
  const [best] = tempi as [Group];
  const isBest = levels.map((level) => isSameTempo(level, best.reading));
  const phases = grouped(
    levels.filter((_, i) => isBest[i]),
    chances.filter((_, i) => isBest[i]),
    hasSameBeats,
  );
  const candidates = tempi.slice(0, MOST_CANDIDATES).map(({ reading: { bpm }, probability }) => ({ bpm, probability }));
  return { reading: phases[0]!.reading, candidates };
}

/** Readings that are the same by some measure, as the likeliest of them with the chance of all, likeliest first. */
function grouped(
  levels: readonly Reading[],
  chances: readonly number[],
  isSame: (a: Reading, b: Reading) => boolean,
): Group[] {
  const groups: Group[] = [];
  for (const index of [...levels.keys()].sort((a, b) => chances[b]! - chances[a]!)) {
    const group = groups.find(({ reading }) => isSame(reading, levels[index]!));
    if (group) group.probability += chances[index]!;
    else groups.push({ reading: levels[index]!, probability: chances[index]! });
  }
  return groups.sort((a, b) => b.probability - a.probability);
}

function chooseBar(features: RhythmFeatures, { envelope, flux }: Readings, beats: Float64Array) {
  const bars = barReadings(features, envelope, flux, beats);
  const chances = chancesOf(
    barModels,
    bars.map(({ evidence }) => evidence),
  );
  const best = chances.indexOf(Math.max(...chances));
  return { bar: bars[best]!, probability: chances[best]! };
}

function resultOf({ segments, bpm, isConstant, beats }: FoundGrid, { beatsPerBar, downbeat }: BarReading) {
  const grid = { segments, beatsPerBar, downbeat };
  return { bpm, isConstant, beats, grid: renumbered(grid, timeOfBeat(grid, downbeat)) };
}
