import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseArtistPage } from './artist-page.ts';
import { formatDpid, parseDpid } from './dpid.ts';
import { gtinCheckDigit, gtinKey, parseGtin } from './gtin.ts';
import { parseIpi } from './ipi.ts';
import { formatIsni, parseIsni } from './isni.ts';
import { formatIsrc, parseIsrc } from './isrc.ts';
import { formatIswc, parseIswc } from './iswc.ts';

test.each([
  [parseIsrc, 'ISRC: us-rc1-76-07839', 'USRC17607839'],
  [parseIsrc, 'isrc USRC1 76 07839', 'USRC17607839'],
  [parseIsrc, 'US‐RC1‐76‐07839', 'USRC17607839'],
  [parseGtin, '036000291452', '036000291452'],
  [parseGtin, '4 006381 333931', '4006381333931'],
  [parseGtin, 'EAN 6291041500213', '6291041500213'],
  [parseIsni, '0000 0001 2150 090X', '000000012150090X'],
  [parseIsni, 'https://isni.org/isni/0000000121032683', '0000000121032683'],
  [parseIsni, '0000-0002-1825-0097', '0000000218250097'],
  [parseIpi, '00014107338', '00014107338'],
  [parseIpi, 'IPI: 14107338', '00014107338'],
  [parseIswc, 'T-034.524.680-1', 'T0345246801'],
  [parseIswc, 'iswc t 034 524 680 1', 'T0345246801'],
  [parseDpid, 'PA-DPIDA-2007061301-U', 'PADPIDA2007061301U'],
  [parseDpid, 'padpida2013020802i', 'PADPIDA2013020802I'],
])('%s reads %s', (parse, typed, right) => expect(parse(typed)).toBe(right));

test.each([
  [parseIsrc, 'US-RC1-76-0783'],
  [parseIsrc, '1SRC17607839'],
  [parseGtin, '036000291453'],
  [parseGtin, '0000000000000'],
  [parseGtin, '4006381'],
  [parseIsni, '0000 0001 2150 0901'],
  [parseIpi, '00014107339'],
  [parseIpi, '00000000000'],
  [parseIswc, 'T-034.524.680-2'],
  [parseIswc, '0345246801'],
  [parseDpid, 'PADPIDA2007061301V'],
])('%s refuses %s', (parse, typed) => expect(parse(typed)).toBeNull());

describe('check digits', () => {
  const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9]\\d{${length - 1}}$`));

  /** Written from the table of GS1's General Specifications, by position from the left, to compare with. */
  const byPosition = (code: string) => {
    const weights = code.length === 11 ? [3, 1] : [1, 3];
    const sum = [...code].reduce((all, digit, i) => all + Number(digit) * (weights[i % 2] as number), 0);
    return String(Math.ceil(sum / 10) * 10 - sum);
  };

  test('a thousand bar codes agree with the reference', () => {
    const code = fc.oneof(digits(11), digits(12));
    fc.assert(
      fc.property(code, (one) => {
        expect(gtinCheckDigit(one)).toBe(byPosition(one));
        expect(parseGtin(one + byPosition(one))).toBe(one + byPosition(one));
      }),
      { numRuns: 1000 },
    );
  });

  test('one wrong digit is always seen', () => {
    fc.assert(
      fc.property(digits(12), fc.nat(11), fc.integer({ min: 1, max: 9 }), (code, at, by) => {
        const right = code + gtinCheckDigit(code);
        const wrong = right.slice(0, at) + ((Number(right[at]) + by) % 10) + right.slice(at + 1);
        expect(parseGtin(wrong)).toBeNull();
      }),
    );
  });

  test('a UPC and its EAN are one', () => {
    expect(gtinKey('0036000291452')).toBe(gtinKey('036000291452'));
    expect(gtinKey('nothing')).toBe('');
  });
});

test('what is shown is read again', () => {
  expect(formatIsrc('USRC17607839')).toBe('US-RC1-76-07839');
  expect(parseIsrc(formatIsrc('USRC17607839'))).toBe('USRC17607839');
  expect(formatIsni('000000012150090X')).toBe('0000 0001 2150 090X');
  expect(formatIswc('T0345246801')).toBe('T-034.524.680-1');
  expect(formatDpid('PADPIDA2007061301U')).toBe('PA-DPIDA-2007061301-U');
});

test.each([
  ['spotify', 'https://open.spotify.com/intl-de/artist/4Z8W4fKeB5YxbusRsdQVPb?si=1', '4Z8W4fKeB5YxbusRsdQVPb'],
  ['spotify', 'spotify:artist:4Z8W4fKeB5YxbusRsdQVPb', '4Z8W4fKeB5YxbusRsdQVPb'],
  ['spotify', 'https://open.spotify.com/album/4Z8W4fKeB5YxbusRsdQVPb', null],
  ['apple', 'https://music.apple.com/de/artist/radiohead/657515', '657515'],
  ['apple', 'radiohead', null],
  ['another', 'anything', 'anything'],
])('the page of an artist at %s: %s', (store, typed, id) => expect(parseArtistPage(store, typed)).toBe(id));
