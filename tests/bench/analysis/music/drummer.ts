import type { Bar, Timing } from './compose.ts';
import { stepsOf, type Groove } from './patterns.ts';
import type { Random } from './random.ts';
import { drumNames, type DrumName, type DrumNote } from './score.ts';

export interface DrumSetup {
  /** Null: no drums. */
  readonly verse: Groove | null;
  readonly drop: Groove | null;
  readonly fills: readonly Groove[];
}

const hatsOnly = new Set<DrumName>(['hat', 'openHat', 'ride', 'shaker']);
/** A quiet section: the beat without its backbeat. */
const light = new Set<DrumName>(['kick', 'hat', 'openHat', 'ride', 'shaker', 'rim']);

/** The drum notes of one bar. */
export function playDrums(bar: Bar, setup: DrumSetup, timing: Timing, random: Random): DrumNote[] {
  const { kind, layers } = bar.section;
  const groove = kind === 'drop' ? setup.drop : setup.verse;
  if (!groove || layers.drums === 'none') return [];
  const notes: DrumNote[] = [];
  const hit = (drum: DrumName, at: number, strength: number) => {
    const velocity = Math.min(1, Math.max(0.05, strength * (0.7 + 0.3 * layers.level) + 0.05 * random.bell()));
    notes.push({ drum, velocity, ...timing.place(bar.beat + at * bar.beatsPerBar) });
  };
  const fill = bar.isLastOfPhrase && layers.drums === 'all' && random.chance(0.7) ? random.pick(setup.fills) : null;
  const fillFrom = fill ? firstStep(fill) : 1;
  for (const drum of drumNames) {
    if (layers.drums === 'hats' && !hatsOnly.has(drum)) continue;
    if (layers.drums === 'light' && !light.has(drum)) continue;
    if (layers.drums === 'roll' && drum !== 'kick' && drum !== 'hat') continue;
    const pattern = groove.hits[drum];
    if (!pattern) continue;
    for (const step of stepsOf(pattern, groove.steps, bar.inSection)) {
      if (step.at < fillFrom || drum === 'kick') hit(drum, step.at, step.strength);
    }
  }
  if (layers.drums === 'roll') roll(bar, hit);
  if (fill) for (const [drum, step] of stepsOfFill(fill)) hit(drum, step.at, step.strength);
  if (bar.inSection === 0 && layers.drums === 'all' && random.chance(0.7)) hit('crash', 0, 0.9);
  return notes;
}

/** A snare that gets faster towards the end of its section. */
function roll(bar: Bar, hit: (drum: DrumName, at: number, strength: number) => void): void {
  const left = bar.section.bars - bar.inSection;
  const count = left <= 1 ? 16 : left <= 2 ? 8 : 4;
  for (let i = 0; i < count; i++) hit('snare', i / count, 0.4 + (0.5 * i) / count);
}

const stepsOfFill = (fill: Groove) =>
  drumNames.flatMap((drum) => stepsOf(fill.hits[drum] ?? '', fill.steps, 0).map((step) => [drum, step] as const));

const firstStep = (fill: Groove) => Math.min(1, ...stepsOfFill(fill).map(([, { at }]) => at));
