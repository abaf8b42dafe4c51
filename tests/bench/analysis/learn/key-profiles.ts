import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tunedChroma } from '#core/analysis/tonal/chroma.ts';
import { meanEvidence } from '#core/analysis/tonal/evidence.ts';
import { tuningOf } from '#core/analysis/tonal/tuning.ts';
import { trainKeys, type KeyExample, type Trained } from './key-training.ts';
import { tracksOf, type LearnTrack } from './tracks.ts';

/**
 * Learns the key profiles and writes them beside the algorithm:
 * `node tests/bench/analysis/learn/key-profiles.ts FOLDER...`, folders of WAV files with their truth.
 */
const target = join(import.meta.dirname, '../../../../app/core/analysis/tonal/key-weights.ts');

/** One example for each stretch in one key. */
function examplesOf({ truth, tonal }: LearnTrack): KeyExample[] {
  const chroma = tunedChroma(tonal, tuningOf(tonal).cents);
  return (truth.keys ?? []).flatMap(({ startSec, endSec, tonic, mode }) => {
    const [from, to] = [startSec, endSec].map((sec) => Math.min(chroma.blocks, Math.round(sec * chroma.blockRate)));
    const evidence = meanEvidence(chroma, from as number, to as number);
    return evidence && endSec - startSec > 8 ? [{ evidence, key: tonic + (mode === 'minor' ? 12 : 0) }] : [];
  });
}

function source(weights: Trained): string {
  const text = weights.map((mode, index) => {
    const numbers = [...mode].map((value) => Math.round(value * 1000) / 1000);
    const [bias] = numbers.splice(-1);
    return `  ${index === 0 ? 'major' : 'minor'}: { weights: [${numbers.join(', ')}], bias: ${bias} },`;
  });
  return `/** Learnt by \`tests/bench/analysis/learn/key-profiles.ts\`; see the model card there. Columns as in \`evidence.ts\`. */
export const keyWeights: Readonly<Record<'major' | 'minor', { weights: readonly number[]; bias: number }>> = {
${text.join('\n')}
};
`;
}

const examples = tracksOf(process.argv.slice(2)).flatMap(examplesOf);
console.log(`${examples.length} stretches`);
writeFileSync(target, source(trainKeys(examples)));
