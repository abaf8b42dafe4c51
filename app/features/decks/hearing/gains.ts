/** Gain of the microphone by the place of its knob, 0 to 1: square law, as it comes in the middle, +12 dB at the end. */
export const microphoneGain = (place: number): number => 4 * place * place;

/** Gain of music that goes down by so many dB. */
export const duckGain = (db: number): number => 10 ** (-db / 20);
