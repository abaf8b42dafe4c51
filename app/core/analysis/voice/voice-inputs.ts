import { VOICE_SIZE, type VoiceFeatures } from './voice-front-end.ts';

/** Seconds to each side that belong to the picture: of what is near, and of what is usual hereabouts. */
const AROUND = [1, 4] as const;
/** Numbers known of a second: its own, and the means of those around. */
export const VOICE_INPUTS = (1 + AROUND.length) * VOICE_SIZE;

/** What a voice is known by, a row of {@link VOICE_INPUTS} for each second. */
export function voiceInputs({ rows, seconds }: VoiceFeatures): Float32Array {
  const inputs = new Float32Array(seconds * VOICE_INPUTS);
  for (let second = 0; second < seconds; second++) {
    const at = second * VOICE_INPUTS;
    inputs.set(rows.subarray(second * VOICE_SIZE, (second + 1) * VOICE_SIZE), at);
    AROUND.forEach((reach, around) => {
      const [from, to] = [Math.max(0, second - reach), Math.min(seconds, second + reach + 1)];
      const out = at + (1 + around) * VOICE_SIZE;
      for (let near = from; near < to; near++) {
        for (let i = 0; i < VOICE_SIZE; i++) inputs[out + i]! += (rows[near * VOICE_SIZE + i] as number) / (to - from);
      }
    });
  }
  return inputs;
}
