import type { NamedKey } from '#contracts/records/correction.ts';
import { pitchClass } from '../keys/keys.ts';

/** Reads a key as programs write it: `Am`, `F#`, `Bb min`, `8A` (Camelot), `1m` (Open Key); null for anything else. */
export function keyOfName(text: string): NamedKey | null {
  const name = text.trim().replace('♯', '#').replace('♭', 'b');
  const wheel = /^0?(1[0-2]|[1-9])\s*([ABdm])$/i.exec(name);
  if (wheel) return fromWheel(Number(wheel[1]), (wheel[2] as string).toLowerCase());
  const note = /^([A-Ga-g])([#b]?)\s*(m|min|minor|moll|maj|major|dur)?$/.exec(name);
  if (!note) return null;
  const tonic = pitchClass((note[1] as string).toUpperCase() + (note[2] as string));
  return tonic === null ? null : { tonic, mode: /^m(in|oll|inor)?$/.test(note[3] ?? '') ? 'minor' : 'major' };
}

/** Camelot counts from A flat minor and B major, Open Key from A minor and C major; both by fifths. */
function fromWheel(hour: number, letter: string): NamedKey {
  const isMinor = letter === 'a' || letter === 'm';
  const steps = letter === 'a' || letter === 'b' ? hour - 8 : hour - 1;
  const major = (((steps * 7) % 12) + 12) % 12;
  return { tonic: isMinor ? (major + 9) % 12 : major, mode: isMinor ? 'minor' : 'major' };
}
