import { fingerprint, FINGERPRINT_VERSION, sameMusic, type SameMusic } from '../../anchor/fingerprint.ts';
import { ANCHOR_RATE } from '../../anchor/low-rate.ts';

/** Seconds from the beginning that the text holds: enough to tell any two recordings apart, 13 kB. */
export const PRINT_SEC = 120;

/** Fingerprint of a sound of {@link ANCHOR_RATE} as text, '' where it is too short to be compared. */
export function printText(sound: Int16Array): string {
  const { words } = fingerprint(sound.subarray(0, PRINT_SEC * ANCHOR_RATE));
  if (words.length === 0) return '';
  let binary = '';
  for (const word of words)
    binary += String.fromCharCode(word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255);
  return `${FINGERPRINT_VERSION}.${btoa(binary)}`;
}

/** Whether two texts of {@link printText} are of the same recording, whatever its gain and format; null when not. */
export function samePrint(a: string, b: string): SameMusic | null {
  const [first, second] = [wordsOf(a), wordsOf(b)];
  return first && second ? sameMusic(first, second) : null;
}

const STEP_SEC = fingerprint(new Int16Array()).stepSec;

function wordsOf(text: string) {
  const [version, base64] = text.split('.');
  if (!version || !base64) return null;
  const binary = atob(base64);
  const words = Uint32Array.from({ length: binary.length >> 2 }, (_, i) =>
    [0, 1, 2, 3].reduce((word, byte) => (word << 8) | binary.charCodeAt(4 * i + byte), 0),
  );
  return { version: Number(version), stepSec: STEP_SEC, words };
}
