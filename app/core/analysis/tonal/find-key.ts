import type { KeyResult, KeySegment } from '#contracts/records/analysis.ts';
import type { TonalFeatures } from '../features/tonal-features.ts';
import { type Chroma, tunedChroma } from './chroma.ts';
import { chanceOfKey, chanceOfRightKey } from './confidence.ts';
import { modeOf, tonicOf } from './key-model.ts';
import { keyPath } from './key-path.ts';
import { type Stretch, stretchesOf, judge } from './stretches.ts';
import { tuningOf } from './tuning.ts';

/** What speaks for a key and against: inputs of the calibration. */
export interface KeyJudgement {
  readonly key: number;
  readonly tuningCents: number;
  readonly stretches: readonly Stretch[];
  /** Of all stretches in the key that holds longest. */
  readonly margin: number;
  readonly evidenceSec: number;
  readonly agreement: number;
}

/** Key, its changes, and how sure that is. Without tones that agree on a tuning there is no key. */
export function findKey(features: TonalFeatures): KeyResult {
  const judged = judgeKey(features);
  const chance = judged === null ? 0 : chanceOfKey(judged);
  if (judged === null || chance < 0.5) {
    return { tonic: null, mode: null, confidence: 1 - chance, tuningCents: 0, segments: [] };
  }
  return {
    tonic: tonicOf(judged.key),
    mode: modeOf(judged.key),
    confidence: chance * chanceOfRightKey(judged),
    tuningCents: judged.tuningCents,
    segments: judged.stretches.map((stretch) => segmentOf(stretch, chance, judged.agreement)),
  };
}

function segmentOf(stretch: Stretch, chance: number, agreement: number): KeySegment {
  const { startSec, endSec, key } = stretch;
  const confidence = chance * chanceOfRightKey({ ...stretch, agreement });
  return { startSec, endSec, tonic: tonicOf(key), mode: modeOf(key), confidence };
}

/** Null where nothing tonal sounds at all. */
export function judgeKey(features: TonalFeatures): KeyJudgement | null {
  const { cents, agreement } = tuningOf(features);
  const chroma: Chroma = tunedChroma(features, cents);
  const path = keyPath(chroma);
  const stretches = stretchesOf(chroma, path);
  const first = stretches[0];
  if (!first) return null;
  const lasting = new Map<number, number>();
  for (const { key, startSec, endSec } of stretches) lasting.set(key, (lasting.get(key) ?? 0) + endSec - startSec);
  const [key] = [...lasting].reduce((best, one) => (one[1] > best[1] ? one : best));
  const { margin, evidenceSec } = judge(chroma, path, key, (block) => path.keys[block] === key);
  return { key, tuningCents: cents, stretches, margin, evidenceSec, agreement };
}
