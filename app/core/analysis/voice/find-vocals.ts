import type { VocalResult, VocalSpan } from '#contracts/records/analysis.ts';
import { chanceOfVoice, unpacked, type VocalModel } from './vocal-model.ts';
import { vocalWeights } from './vocal-weights.ts';
import { VOICE_INPUTS, voiceInputs } from './voice-inputs.ts';
import type { VoiceFeatures } from './voice-front-end.ts';

/** From this probability on a second counts as sung: of what is claimed so, six in seven are to be right. */
export const LIKELY = 0.7;
/** What is shorter is no phrase, in seconds. */
const SHORTEST_SEC = 1.5;
/** Breaths between phrases, in seconds. */
const LONGEST_BREATH_SEC = 1;

let model: VocalModel | undefined;

/**
 * Estimates for each second how likely somebody sings or speaks. An estimate: what the model knows and does not know
 * stands in `tests/bench/analysis/learn/voice/MODEL-CARD.md`.
 *
 * @param durationSec of the audio, where the last span may end
 */
export function findVocals(features: VoiceFeatures, durationSec: number): VocalResult {
  model ??= unpacked(vocalWeights);
  const known = model;
  const inputs = voiceInputs(features);
  const curve = Float32Array.from({ length: features.seconds }, (_, second) =>
    features.silent[second]
      ? 0
      : chanceOfVoice(known, inputs.subarray(second * VOICE_INPUTS, (second + 1) * VOICE_INPUTS)),
  );
  const spans = spansOf(curve, durationSec);
  const sung = spans.reduce((sum, { startSec, endSec }) => sum + endSec - startSec, 0);
  return { curve, share: durationSec > 0 ? Math.min(1, sung / durationSec) : 0, spans };
}

/** Where voices are likely, breaths included. */
export function spansOf(curve: Float32Array, durationSec: number): VocalSpan[] {
  const runs: [from: number, to: number][] = [];
  curve.forEach((chance, second) => {
    if (chance < LIKELY) return;
    const last = runs.at(-1);
    if (last && second - last[1] <= LONGEST_BREATH_SEC) last[1] = second + 1;
    else runs.push([second, second + 1]);
  });
  return runs
    .map(([from, to]) => ({
      startSec: from,
      endSec: Math.min(to, durationSec),
      confidence: curve.subarray(from, to).reduce((sum, chance) => sum + chance, 0) / (to - from),
    }))
    .filter(({ startSec, endSec }) => endSec - startSec >= SHORTEST_SEC);
}
