import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeMetadata, offsetOf, uploadPath } from './tus.ts';

describe('encodeMetadata', () => {
  it('is read back by the rules of tus, whatever the file is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (filename) => {
        const decoded = Object.fromEntries(
          encodeMetadata({ sha256: 'ab', filename })
            .split(',')
            .map((pair) => pair.split(' '))
            .map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')]),
        );
        expect(decoded).toEqual({ sha256: 'ab', ...(filename === '' ? {} : { filename }) });
      }),
    );
  });
});

describe('uploadPath', () => {
  it('keeps the path alone and refuses what is no upload', () => {
    expect(uploadPath('http://10.0.0.1:4600/api/uploads/ab?x=1')).toBe('/api/uploads/ab');
    expect(uploadPath('/api/uploads/ab')).toBe('/api/uploads/ab');
    expect(uploadPath('https://evil.example/elsewhere')).toBeNull();
    expect(uploadPath('/api/uploads/../auth/sign-out')).toBeNull();
    expect(uploadPath('http://[')).toBeNull();
    expect(uploadPath(null)).toBeNull();
  });
});

describe('offsetOf', () => {
  it('takes digits only', () => {
    const at = (value?: string) => offsetOf(new Response(null, { headers: value ? { 'Upload-Offset': value } : {} }));
    expect(at('12')).toBe(12);
    expect(at()).toBeNaN();
    expect(at('-1')).toBeNaN();
    expect(at('1e3')).toBeNaN();
  });
});
