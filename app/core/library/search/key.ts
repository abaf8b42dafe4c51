import { camelot, pitchClass } from '../../keys/keys.ts';
import { wheelKey, type WheelKey } from './doc.ts';

export type KeyTest = (key: WheelKey) => boolean;

/**
 * Reads keys: `8A`, `8` (8A and 8B), `A` and `B` (all minor, all major), `Am`, `F#`, `Bbmin`, Open Key `1m`, several by
 * commas; with `~` before it also what mixes with it: neighbours on the wheel and the relative key.
 */
export function readKeys(text: string): KeyTest | null {
  const around = text.startsWith('~');
  // A list that is not finished yet.
  const names = text.replace(/^~/, '').split(',').filter(Boolean);
  const tests = names.map((name) => readKey(name, around));
  if (names.length === 0 || tests.some((test) => test === null)) return null;
  return (key) => tests.some((test) => test?.(key));
}

function readKey(name: string, around: boolean): KeyTest | null {
  const hour = /^(1[0-2]|[1-9])$/.exec(name);
  if (hour) {
    const wanted = Number(hour[1]);
    return (key) => key.hour === wanted || (around && isBeside(key.hour, wanted));
  }
  if (/^(minor|moll)$/i.test(name)) return ({ letter }) => letter === 'A';
  if (/^(major|dur)$/i.test(name)) return ({ letter }) => letter === 'B';
  const wanted = wheelKey(name.toUpperCase()) ?? openKeyOf(name) ?? wheelKey(noteKey(name));
  return wanted && ((key) => (around ? mixes(key, wanted) : key.hour === wanted.hour && key.letter === wanted.letter));
}

/** Same key, one step around the wheel, or the relative key. */
export const mixes = (a: WheelKey, b: WheelKey): boolean =>
  a.hour === b.hour || (a.letter === b.letter && isBeside(a.hour, b.hour));

const isBeside = (a: number, b: number): boolean => (a - b + 12) % 12 === 1 || (b - a + 12) % 12 === 1;

/** Open Key counts from C major, seven hours before Camelot. */
function openKeyOf(name: string): WheelKey | null {
  const match = /^(1[0-2]|[1-9])([md])$/i.exec(name);
  if (!match) return null;
  return { hour: ((Number(match[1]) + 6) % 12) + 1, letter: match[2]?.toLowerCase() === 'm' ? 'A' : 'B' };
}

function noteKey(name: string): string | null {
  const match = /^([a-g])([#♯b♭]?)(m|min|minor|moll|maj|major|dur)?$/i.exec(name);
  if (!match) return null;
  const accidental = { '♯': '#', '♭': 'b' }[match[2] as string] ?? (match[2] as string).toLowerCase();
  const tonic = pitchClass((match[1] as string).toUpperCase() + accidental);
  return camelot({ tonic, mode: /^m(in|oll|inor)?$/i.test(match[3] ?? '') ? 'minor' : 'major' });
}
