/** Music simple enough to be certain about its key, made in code; low rate, so that tests stay quick. */
export const MUSIC_RATE = 11_025;

/** Pitch classes of a triad, root first. */
export type Triad = readonly [number, number, number];
export const major = (root: number): Triad => [root, root + 4, root + 7];
export const minor = (root: number): Triad => [root, root + 3, root + 7];

/** The chords that say a key most clearly; in minor with a leading tone. */
export function cadence(tonic: number, mode: 'major' | 'minor'): Triad[] {
  return mode === 'major'
    ? [major(tonic), major(tonic + 5), major(tonic + 7), major(tonic)]
    : [minor(tonic), minor(tonic + 5), major(tonic + 7), minor(tonic)];
}

/** Plays chords one after the other around middle C, over a bass; each with overtones and an attack. */
export function playChords(chords: readonly Triad[], secondsEach: number, cents = 0): Float32Array<ArrayBuffer> {
  const length = Math.round(secondsEach * MUSIC_RATE);
  const out = new Float32Array(chords.length * length);
  chords.forEach(([root, third, fifth], index) => {
    const notes = [36 + (root % 12), ...[root, third, fifth].map((pitch) => 60 + (pitch % 12))];
    for (const note of notes) addNote(out, index * length, length, 440 * 2 ** ((note - 69 + cents / 100) / 12));
  });
  return out;
}

function addNote(out: Float32Array, from: number, length: number, hz: number): void {
  for (let overtone = 1; overtone <= 6 && overtone * hz < MUSIC_RATE / 2; overtone++) {
    const step = (2 * Math.PI * overtone * hz) / MUSIC_RATE;
    for (let i = 0; i < length; i++) {
      const fade = Math.min(1, i / 200, (length - i) / 200) * Math.exp((-1.5 * i) / length);
      out[from + i] = (out[from + i] as number) + (0.05 / overtone) * fade * Math.sin(step * i);
    }
  }
}

/** Numbers from -1 to 1 that are the same in every run. */
export function noiseSource(seed = 1): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 31 - 1;
}

/** Kicks that fall in pitch, snares and hats of noise, at 120 bpm. */
export function playDrums(seconds: number): Float32Array<ArrayBuffer> {
  const noise = noiseSource(7);
  return Float32Array.from({ length: seconds * MUSIC_RATE }, (_, i) => {
    const time = i / MUSIC_RATE;
    const [kick, snare, hat] = [time % 0.5, (time + 0.5) % 1, time % 0.25];
    const fall = Math.sin(2 * Math.PI * (45 * kick + 6 * (1 - Math.exp(-kick * 25)))) * Math.exp(-kick * 12);
    return 0.6 * fall + noise() * (0.4 * Math.exp(-snare * 18) + 0.15 * Math.exp(-hat * 60));
  });
}

/** Vowels whose pitch never rests, with gaps, as in speech. */
export function playSpeech(seconds: number): Float32Array<ArrayBuffer> {
  let phase = 0;
  const noise = noiseSource(3);
  let drift = 0;
  return Float32Array.from({ length: seconds * MUSIC_RATE }, (_, i) => {
    const time = i / MUSIC_RATE;
    drift = 0.9999 * drift + 0.02 * noise();
    phase += (2 * Math.PI * (130 + 35 * Math.sin(2 * Math.PI * 0.9 * time) + 15 * drift)) / MUSIC_RATE;
    const isVoiced = Math.sin(2 * Math.PI * 3.1 * time) > -0.3;
    if (!isVoiced) return 0.05 * noise();
    let vowel = 0;
    for (let overtone = 1; overtone <= 16; overtone++) vowel += Math.sin(overtone * phase) / (overtone + 1);
    return 0.2 * vowel;
  });
}
