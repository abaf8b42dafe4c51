import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TonalFeatures } from '#core/analysis/features/tonal-features.ts';
import { keyInputs, presenceInputs } from '#core/analysis/tonal/confidence.ts';
import { judgeKey } from '#core/analysis/tonal/find-key.ts';
import { pieceOf } from './pieces.ts';
import { type Example, logistic } from './regression.ts';
import { type LearnTrack, tracksOf } from './tracks.ts';

/**
 * Learns how sure a key is, after `key-profiles.ts` has learnt the profiles:
 * `node tests/bench/analysis/learn/key-confidence.ts FOLDER...`. Besides whole tracks it looks at short pieces of them,
 * since whole tracks are hardly ever wrong.
 */
const target = join(import.meta.dirname, '../../../../app/core/analysis/tonal/confidence-weights.ts');
const PIECES_SEC = [3, 6, 12, 25];

interface Answer {
  readonly presence: Example;
  /** Null where no key is to be found. */
  readonly key: Example | null;
}

function answersOf({ truth, tonal }: LearnTrack): Answer[] {
  const answers: Answer[] = [];
  const ask = (piece: TonalFeatures, wanted: number | null) => {
    const judged = judgeKey(piece);
    if (!judged) return;
    const presence = { inputs: presenceInputs(judged), isTrue: wanted !== null };
    const key = wanted === null ? null : { inputs: keyInputs(judged), isTrue: judged.key === wanted };
    answers.push({ presence, key });
  };
  const number = (key: { tonic: number; mode: string }) => key.tonic + (key.mode === 'minor' ? 12 : 0);
  ask(tonal, truth.key ? number(truth.key) : null);
  const spans = truth.keys ?? [{ startSec: 0, endSec: truth.durationSec, tonic: -1, mode: 'major' }];
  for (const span of spans) {
    for (const seconds of PIECES_SEC) {
      for (let at = span.startSec; at + seconds <= span.endSec; at += Math.max(seconds, 15)) {
        ask(pieceOf(tonal, at, seconds), span.tonic < 0 ? null : number(span));
      }
    }
  }
  return answers;
}

const answers = tracksOf(process.argv.slice(2)).flatMap(answersOf);
const keys = answers.flatMap(({ key }) => key ?? []);
console.log(`${answers.length} pieces, ${keys.filter(({ isTrue }) => isTrue).length} of ${keys.length} keys right`);
const rounded = (weights: number[]) => `[${weights.map((weight) => Math.round(weight * 1000) / 1000).join(', ')}]`;
const presence = logistic(
  answers.map(({ presence: example }) => example),
  1e-3,
  1,
);
writeFileSync(
  target,
  `/** Learnt by \`tests/bench/analysis/learn/key-confidence.ts\`: weights of the inputs in \`confidence.ts\`, then the bias. */
export const presenceCalibration: readonly number[] = ${rounded(presence)};
export const keyCalibration: readonly number[] = ${rounded(logistic(keys, 1e-4, 0.98))};
`,
);
