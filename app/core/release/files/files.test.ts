import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrangeFiles } from './arrange.ts';
import { trackNameOf } from './track-name.ts';

const at = (...paths: string[]) => paths.map((path) => ({ path, sizeBytes: 1 }));

test.each([
  ['01_Morning_light.wav', null, 1, '', 'Morning light'],
  ['1-01 Morning.wav', 1, 1, '', 'Morning'],
  ['CD2-11 - Late.flac', 2, 11, '', 'Late'],
  ['A1 Side one.wav', null, 1, 'A', 'Side one'],
  ['Album/CD 2/07. Seven.wav', 2, 7, '', 'Seven'],
  ['Album/Disc 1 (Live)/12 - Twelve.wav', 1, 12, '', 'Twelve'],
  ['Somebody - 03 - Third.wav', null, 3, '', 'Third'],
  ['Track 09.wav', null, 9, '', ''],
  ['1979.wav', null, null, '', '1979'],
  ['99 Luftballons.wav', null, 99, '', 'Luftballons'],
  ['Überall.wav', null, null, '', 'Überall'],
])('%s', (path, disc, number, side, title) => {
  expect(trackNameOf(path)).toEqual({ disc, number, side, title });
});

test('50 files of two discs come in their order, whatever the order they were dropped in', () => {
  const paths = [1, 2].flatMap((disc) =>
    Array.from({ length: 25 }, (_, i) => `Album/CD ${disc}/${String(i + 1).padStart(2, '0')}_Song ${i}.wav`),
  );
  fc.assert(
    fc.property(fc.shuffledSubarray(paths, { minLength: 50 }), (dropped) => {
      const { tracks, volumes, problems } = arrangeFiles(at(...dropped));
      expect(tracks.map(({ file }) => file.path)).toEqual(paths);
      expect(tracks.map(({ volume }) => volume)).toEqual(paths.map((_, i) => (i < 25 ? 1 : 2)));
      expect({ volumes, problems }).toEqual({ volumes: 2, problems: [] });
    }),
    { numRuns: 20 },
  );
});

test('sides of records follow each other, two to a volume', () => {
  const { tracks } = arrangeFiles(at('C1 c.wav', 'B2 b.wav', 'A1 a.wav', 'B1 b.wav'));
  expect(tracks.map(({ file, volume }) => `${volume} ${file.path}`)).toEqual([
    '1 A1 a.wav',
    '1 B1 b.wav',
    '1 B2 b.wav',
    '2 C1 c.wav',
  ]);
});

test('strange names are explained, nothing is left out', () => {
  const { tracks, cover, booklets, problems } = arrangeFiles(
    at(
      '01 a.wav',
      '03 c.wav',
      '03 d.wav',
      'bonus.wav',
      '05.wav',
      'cover.jpg',
      'band.png',
      'b.pdf',
      'x.als',
      '.DS_Store',
    ),
  );
  expect(tracks.map(({ file }) => file.path)).toEqual(['01 a.wav', '03 c.wav', '03 d.wav', '05.wav', 'bonus.wav']);
  expect([cover?.path, booklets[0]?.path]).toEqual(['cover.jpg', 'b.pdf']);
  expect(problems).toEqual([
    { kind: 'gap', number: '2' },
    { kind: 'sameNumber', path: '03 d.wav', other: '03 c.wav', number: '3' },
    { kind: 'gap', number: '4' },
    { kind: 'noTitle', path: '05.wav' },
    { kind: 'noNumber', path: 'bonus.wav' },
    { kind: 'otherPicture', path: 'band.png' },
    { kind: 'ignored', path: 'x.als' },
  ]);
});
