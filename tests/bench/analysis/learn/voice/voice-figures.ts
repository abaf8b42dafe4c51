import { chanceOfVoice, type VocalModel } from '#core/analysis/voice/vocal-model.ts';
import { voiceInputs, VOICE_INPUTS } from '#core/analysis/voice/voice-inputs.ts';
import { calibrationError, type Claim } from '../../score/calibration.ts';
import type { VoiceExample } from './examples.ts';
import type { Seconds } from './voice-net.ts';

/** How well voices are found, in windows of {@link WINDOW_SEC}. */
export interface VoiceFigures {
  readonly windows: number;
  /** Share of the windows with a voice. */
  readonly sung: number;
  readonly precision: number;
  readonly recall: number;
  readonly f: number;
  readonly calibration: number | null;
}

const WINDOW_SEC = 2;

/** Inputs and truth of all seconds of the examples; of those to learn from without the seconds that are half and half. */
export function secondsOf(examples: readonly VoiceExample[], toLearn: boolean): Seconds {
  const inputs: Float32Array[] = [];
  const share: number[] = [];
  for (const { features, sounding } of examples) {
    const all = voiceInputs(features);
    for (let second = 0; second < features.seconds; second++) {
      const part = sounding.slice(10 * second, 10 * second + 10);
      const sung = part.filter(Boolean).length / Math.max(1, part.length);
      if (toLearn && sung > 0.2 && sung < 0.8) continue;
      inputs.push(all.subarray(second * VOICE_INPUTS, (second + 1) * VOICE_INPUTS));
      share.push(sung);
    }
  }
  return { size: VOICE_INPUTS, inputs, share };
}

/** Chances of each second of an example. */
export function chancesOf(model: VocalModel, { features }: VoiceExample): number[] {
  const inputs = voiceInputs(features);
  return Array.from({ length: features.seconds }, (_, second) =>
    chanceOfVoice(model, inputs.subarray(second * VOICE_INPUTS, (second + 1) * VOICE_INPUTS)),
  );
}

/** A window is sung where a voice sounds for half of it, and found where the mean chance reaches `likely`. */
export function voiceFigures(model: VocalModel, examples: readonly VoiceExample[], likely: number): VoiceFigures {
  const claims: Claim[] = [];
  let [windows, sung, found, right] = [0, 0, 0, 0];
  for (const example of examples) {
    const chances = chancesOf(model, example);
    for (let at = 0; at + WINDOW_SEC <= chances.length; at += WINDOW_SEC) {
      const part = example.sounding.slice(10 * at, 10 * (at + WINDOW_SEC));
      const isSung = part.filter(Boolean).length >= 5 * WINDOW_SEC;
      const chance = chances.slice(at, at + WINDOW_SEC).reduce((sum, x) => sum + x, 0) / WINDOW_SEC;
      windows++;
      if (isSung) sung++;
      if (chance >= likely) found++;
      if (chance >= likely && isSung) right++;
      claims.push({ confidence: Math.max(chance, 1 - chance), isRight: chance >= 0.5 === isSung });
    }
  }
  const [precision, recall] = [right / Math.max(1, found), right / Math.max(1, sung)];
  const f = (2 * precision * recall) / Math.max(1e-9, precision + recall);
  return { windows, sung: sung / windows, precision, recall, f, calibration: calibrationError(claims) };
}
