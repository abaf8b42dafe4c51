import { describe, expect, it } from 'vitest';
import { camelot, type MusicalKey } from './keys.ts';
import { semitonesToMatch } from './match.ts';

const key = (tonic: number, mode: 'major' | 'minor'): MusicalKey => ({ tonic, mode });

describe('key match', () => {
  it('leaves alone what goes together: the same key and its relative', () => {
    expect(semitonesToMatch(key(9, 'minor'), key(9, 'minor'))).toBe(0);
    expect(semitonesToMatch(key(9, 'minor'), key(0, 'major'))).toBe(0);
  });

  it('takes the shorter way, and lands on the same number of the Camelot wheel', () => {
    expect(semitonesToMatch(key(11, 'minor'), key(0, 'minor'))).toBe(1);
    expect(semitonesToMatch(key(0, 'major'), key(11, 'major'))).toBe(-1);
    for (let from = 0; from < 12; from++) {
      for (const mode of ['major', 'minor'] as const) {
        const by = semitonesToMatch(key(from, mode), key(9, 'minor')) as number;
        expect(Math.abs(by)).toBeLessThanOrEqual(6);
        const shifted = camelot(key((from + by + 12) % 12, mode));
        expect(shifted?.slice(0, -1)).toBe('8');
      }
    }
  });

  it('knows nothing about tracks without a key', () => {
    expect(semitonesToMatch({ tonic: null, mode: null }, key(0, 'major'))).toBeNull();
    expect(semitonesToMatch(key(0, 'major'), { tonic: null, mode: null })).toBeNull();
  });
});
