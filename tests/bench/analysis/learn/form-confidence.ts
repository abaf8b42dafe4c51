import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { trackRhythm } from '#core/analysis/rhythm/track-rhythm.ts';
import { energyInputs, sectionInputs } from '#core/analysis/structure/confidence.ts';
import { measureEnergy } from '#core/analysis/structure/energy.ts';
import { measureSections } from '#core/analysis/structure/find-sections.ts';
import { nodeKernels } from '#tests/support/kernels.ts';
import { Extractor } from '#workers/analysis/extract/extractor.ts';
import { tracks } from '../dataset.ts';
import type { Pcm } from '../render/pcm.ts';
import { sectionClaims } from '../score/sections.ts';
import { calibrationError, type Example, logistic, probability } from './regression.ts';

/**
 * Learns how sure sections and energy are, and prints the calibration error on pieces that were left out:
 * `node tests/bench/analysis/learn/form-confidence.ts`. It hears the tune half of the bench, and pieces of it.
 */
const target = join(import.meta.dirname, '../../../../app/core/analysis/structure/confidence-weights.ts');
const TRACKS = 120;
const PIECES_SEC = [2, 4, 8, 15, 30, 60];
const FOLDS = 5;

/** What was asked of one track; folds leave out whole tracks. */
interface Lesson {
  readonly sections: Example[];
  readonly energy: Example[];
}

function hear({ channels, sampleRate }: Pcm) {
  const extractor = new Extractor(nodeKernels(), sampleRate, channels.length);
  extractor.push(channels, channels[0]!.length);
  const { sound, loudness } = extractor.finish();
  const tempo = trackRhythm(sound.rhythm);
  return { sound, tempo, energy: measureEnergy(sound.timbre, { tempo, loudness }) };
}

/** Pieces of each length that follow each other, at most four of a length. */
function* piecesOf({ channels, sampleRate }: Pcm): Generator<Pcm> {
  const seconds = channels[0]!.length / sampleRate;
  for (const length of PIECES_SEC) {
    const step = Math.max(length, (seconds - length) / 4);
    for (let at = 0; at + length <= seconds; at += step) {
      const [from, to] = [at, at + length].map((second) => Math.round(second * sampleRate)) as [number, number];
      yield { sampleRate, channels: channels.map((channel) => channel.slice(from, to)) };
    }
  }
}

const lessons: Lesson[] = [];
for await (const { truth, load, name } of tracks({ half: 'tune', count: TRACKS, sets: ['own', 'rendered'] })) {
  const pcm = await load();
  const { sound, tempo, energy } = hear(pcm);
  const lesson: Lesson = { sections: [], energy: [] };
  if (truth.sections && truth.bpm) {
    const found = measureSections(sound, tempo);
    const claims = sectionClaims(
      truth.sections,
      found.map(({ section }) => ({ ...section, confidence: 0 })),
      truth.bpm,
    );
    claims.forEach(({ isRight }, i) =>
      lesson.sections.push({ inputs: sectionInputs(found[i]!.measures), isTrue: isRight }),
    );
  }
  for (const piece of energy ? piecesOf(pcm) : []) {
    const part = hear(piece).energy;
    if (!part) continue;
    lesson.energy.push({ inputs: energyInputs(part.measures), isTrue: Math.abs(part.level - energy!.level) <= 1 });
  }
  lessons.push(lesson);
  if (lessons.length % 10 === 0) console.log(`${lessons.length} tracks, the last one ${name}`);
}

function learn(what: keyof Lesson): number[] {
  const examples = (wanted: (index: number) => boolean) =>
    lessons.filter((_, index) => wanted(index)).flatMap((lesson) => lesson[what]);
  const held = Array.from({ length: FOLDS }, (_, fold) => {
    const weights = logistic(
      examples((index) => index % FOLDS !== fold),
      1e-4,
      1,
    );
    return examples((index) => index % FOLDS === fold).map(({ inputs, isTrue }) => ({
      confidence: probability(weights, inputs),
      isTrue,
    }));
  }).flat();
  const right = held.filter(({ isTrue }) => isTrue).length;
  console.log(
    `${what}: ${right} of ${held.length} right, calibration error of those left out ${calibrationError(held)}`,
  );
  return logistic(
    examples(() => true),
    1e-4,
    1,
  );
}

const rounded = (weights: number[]) => `[${weights.map((weight) => Math.round(weight * 1000) / 1000).join(', ')}]`;
writeFileSync(
  target,
  `/** Learnt by \`tests/bench/analysis/learn/form-confidence.ts\`: weights of the inputs in \`confidence.ts\`, then the bias. */
export const sectionCalibration: readonly number[] = ${rounded(learn('sections'))};
export const energyCalibration: readonly number[] = ${rounded(learn('energy'))};
`,
);
