import type { Section, TempoResult } from '#contracts/records/analysis.ts';
import { MEL_BANDS, SILENT_DB, type TimbreFeatures } from '../features/timbre-features.ts';
import type { TonalFeatures } from '../features/tonal-features.ts';
import { BAR_LEVELS, BAR_SIZE, barFeatures } from './bar-features.ts';
import { barTimes } from './bars.ts';
import { novelty, sectionStarts } from './boundaries.ts';
import { chanceOfSection, type SectionMeasures } from './confidence.ts';
import { kindInputs, kindOf, soundsOf } from './kinds.ts';
import { refine } from './refine.ts';

/** Shorter audio is one section, in seconds. */
const SHORTEST_SEC = 8;

interface SoundFeatures {
  readonly timbre: TimbreFeatures;
  readonly tonal: TonalFeatures;
}

/**
 * The form of the music: where it changes, on bars where there is a grid, and what each part is. Silence has no form.
 *
 * @param tempo null or without a grid: boundaries lie where the sound changes most
 */
export function findSections(sound: SoundFeatures, tempo: Pick<TempoResult, 'grid'> | null): Section[] {
  return measureSections(sound, tempo).map(({ section, measures }) => ({
    ...section,
    confidence: chanceOfSection(measures),
  }));
}

interface MeasuredSection {
  readonly section: Omit<Section, 'confidence'>;
  readonly measures: SectionMeasures;
}

/** The sections of {@link findSections}, and what says how sure each is. */
export function measureSections(
  { timbre, tonal }: SoundFeatures,
  tempo: Pick<TempoResult, 'grid'> | null,
): MeasuredSection[] {
  const { durationSec } = timbre;
  if (!timbre.mel.some((level) => level > SILENT_DB + 20)) return [];
  const grid = tempo?.grid ?? null;
  const bars = durationSec < SHORTEST_SEC ? Float64Array.of(0, durationSec) : barTimes(grid, durationSec);
  const rows = barFeatures(timbre, tonal, bars);
  const curve = novelty(rows);
  const starts = sectionStarts(curve, grid !== null);
  const sounds = soundsOf(rows, starts);
  const place = (bar: number) => (grid || bar === 0 ? (bars[bar] as number) : refine(timbre, bars[bar] as number));
  const times = [...starts.map(place), durationSec];
  const energies = starts.map((from, index) => energyBetween(rows, from, starts[index + 1] ?? bars.length - 1));
  const most = Math.max(...energies, 1e-9);
  return starts.map((from, index) => {
    const { kind, probability } = kindOf(kindInputs(sounds, index));
    const measures = { isFirst: index === 0, novelty: curve[from] as number, probability, hasGrid: grid !== null };
    const [startSec, endSec] = [times[index] as number, times[index + 1] as number];
    return { section: { startSec, endSec, kind, energy: (energies[index] as number) / most }, measures };
  });
}

/** Mean level of the bands above the floor: loudness as far as the form is concerned. */
function energyBetween(rows: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let bar = from; bar < to; bar++) {
    for (let band = 0; band < MEL_BANDS / 4; band++) sum += rows[bar * BAR_SIZE + BAR_LEVELS + band] as number;
  }
  return sum / Math.max(1, to - from);
}
