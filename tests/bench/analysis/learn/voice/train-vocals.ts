import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LIKELY } from '#core/analysis/voice/find-vocals.ts';
import type { VocalModel } from '#core/analysis/voice/vocal-model.ts';
import { voiceExamples, type VoiceExample } from './examples.ts';
import { secondsOf, voiceFigures } from './voice-figures.ts';
import { fittedSlope, trainVoiceNet } from './voice-net.ts';
import { sourceOf } from './pack.ts';

/**
 * Learns to hear voices, and says how well it does with people and music that it never heard:
 * `node tests/bench/analysis/learn/voice/train-vocals.ts --packages FOLDER`, where the Debian packages of `sources.ts` are
 * unpacked, each in a folder of its name.
 */
const { values } = parseArgs({
  options: {
    packages: { type: 'string' },
    generated: { type: 'string', default: '96' },
    produced: { type: 'string', default: '30' },
  },
});
const { packages: folder } = values;
if (!folder) throw new Error('--packages FOLDER is missing');
const target = join(import.meta.dirname, '../../../../../app/core/analysis/voice/vocal-weights.ts');
const options = { hidden: 24, epochs: 12, rate: 0.002, decay: 0.005, dropout: 0.3, seed: 'voices' };
const PARTS = 4;
/** The test half is so much smaller: what is judged takes less than what is learned from. */
const TEST_SHARE = 0.2;
const THRESHOLDS = [0.5, 0.6, 0.7, 0.8];

async function examplesOf(half: 'tune' | 'test', share: number): Promise<VoiceExample[]> {
  const counts = { generated: share * Number(values.generated), produced: share * Number(values.produced) };
  const all: VoiceExample[] = [];
  for await (const examples of voiceExamples({ half, folder: folder as string, ...counts })) all.push(...examples);
  return all;
}

const tune = await examplesOf('tune', 1);
const model: VocalModel = { ...trainVoiceNet(secondsOf(tune, true), options), slope: slopeOf(tune) };
const test = await examplesOf('test', TEST_SHARE);
const groups: Readonly<Record<string, (example: VoiceExample) => boolean>> = {
  'learned from': () => false,
  'unheard people in unheard music': () => true,
  'generated music': ({ name }) => name.startsWith('test-'),
  'produced music': ({ name }) => !name.startsWith('test-'),
  'voice at -12 to -6 dB': ({ person, db }) => person !== null && db < -6,
  'voice at -6 to 0 dB': ({ person, db }) => person !== null && db >= -6 && db < 0,
  'voice at 0 to 6 dB': ({ person, db }) => person !== null && db >= 0,
};
for (const [name, belongs] of Object.entries(groups)) {
  const examples = name === 'learned from' ? tune : test.filter(belongs);
  console.log(name, voiceFigures(model, examples, LIKELY));
}
writeFileSync(target, sourceOf(model));

/** The slope, from people and pieces of one part when the others were learned from. */
function slopeOf(examples: readonly VoiceExample[]): number {
  const place = <T>(all: readonly T[], one: T) => [...new Set(all)].indexOf(one) % PARTS;
  const [pieces, people] = [examples.map(({ name }) => name), examples.map(({ person }) => person)];
  const parts = examples.map((one) => ({ one, piece: place(pieces, one.name), person: place(people, one.person) }));
  const known = parts.filter(({ one, piece, person }) => piece > 0 && (one.person === null || person > 0));
  const unknown = parts.filter(({ one, piece, person }) => piece === 0 && (one.person === null || person === 0));
  const learned = trainVoiceNet(
    secondsOf(
      known.map(({ one }) => one),
      true,
    ),
    options,
  );
  const judged = unknown.map(({ one }) => one);
  const slope = fittedSlope(learned, secondsOf(judged, true));
  for (const likely of THRESHOLDS) {
    console.log('cross-check, from', likely, voiceFigures({ ...learned, slope }, judged, likely));
  }
  return slope;
}
