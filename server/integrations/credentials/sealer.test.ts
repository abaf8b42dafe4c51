import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { KEY_BYTES, Sealer } from './sealer.ts';

const wrongKey = expect.objectContaining({ code: 'distribution.wrong_key' });

it('opens what it sealed, for its owner, with its key, unchanged, and nothing else', () => {
  const sealer = new Sealer(randomBytes(KEY_BYTES));
  const sealed = sealer.seal('gehört niemandem sonst', 'ada/fuga');
  expect(sealer.open(sealed, 'ada/fuga')).toBe('gehört niemandem sonst');
  expect(sealed).not.toContain('niemandem');
  expect(sealer.seal('gehört niemandem sonst', 'ada/fuga')).not.toBe(sealed);
  expect(() => sealer.open(sealed, 'bob/fuga')).toThrow(wrongKey);
  expect(() => new Sealer(randomBytes(KEY_BYTES)).open(sealed, 'ada/fuga')).toThrow(wrongKey);
  for (const changed of [`${sealed.slice(0, -2)}AA`, sealed.slice(0, 20), sealed.replace('v1', 'v2'), '']) {
    expect(() => sealer.open(changed, 'ada/fuga')).toThrow(wrongKey);
  }
  expect(() => new Sealer(randomBytes(16))).toThrow('32 bytes');
});
