import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atOnce } from '../ordering/order.ts';
import { baseName, noPoints, unknownTrack, type Collection } from './collection.ts';
import { anyCollection } from './exchange.test.support.ts';
import { formatOf, formats, written, type FormatId } from './formats.ts';
import type { LossField } from './loss.ts';

const [rekordbox, traktor, m3u, csv] = formats as [
  (typeof formats)[number],
  (typeof formats)[number],
  (typeof formats)[number],
  (typeof formats)[number],
];

/** What each format has no place for; everything else comes back as it went. */
const cannotHold: Record<FormatId, readonly LossField[]> = {
  rekordbox: ['tags', 'blobHash', 'introOutro', 'listKind'],
  // Its bars have four beats, and it counts them from a downbeat.
  traktor: ['tags', 'blobHash', 'introOutro', 'listKind', 'cueColours', 'colour', 'grid'],
  m3u: [
    ...(['comment', 'tags', 'year', 'rating', 'colour', 'bpm', 'key', 'plays', 'addedAt', 'blobHash', 'grid'] as const),
    ...(['hotCues', 'memoryCues', 'loops', 'introOutro', 'listKind'] as const),
  ],
  csv: ['grid', 'hotCues', 'memoryCues', 'loops', 'introOutro', 'listKind'],
};

test.each(formats)('$name: what is written is read again, but for what it cannot hold', (format) => {
  fc.assert(
    fc.property(anyCollection, (collection) => {
      const { losses } = atOnce(written(format, collection));
      const unexpected = losses.filter(({ field }) => !cannotHold[format.id].includes(field));
      expect(unexpected).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('what a format cannot hold is counted, field by field', () => {
  const full: Collection = {
    tracks: [
      {
        ...unknownTrack('a.mp3'),
        ...{ tags: ['peak'], colour: '#46c66d', rating: 4 },
        grid: { segments: [{ timeSec: 0.1, bpm: 90, beat: 0 }], beatsPerBar: 3, downbeat: 0 },
        cues: { ...noPoints, hotCues: [{ slot: 2, timeSec: 1, name: 'Drop', colour: '#ff0000' }] },
      },
      { ...unknownTrack('b.mp3'), tags: ['x'] },
    ],
    lists: [{ name: 'Crate', kind: 'crate', tracks: [1, 0, 1] }],
  };
  expect(atOnce(written(traktor, full)).losses).toEqual([
    { field: 'tags', count: 2 },
    { field: 'grid', count: 1 },
    { field: 'cueColours', count: 1 },
    { field: 'listKind', count: 1 },
  ]);
  expect(atOnce(written(rekordbox, full)).losses).toEqual([
    { field: 'tags', count: 2 },
    { field: 'listKind', count: 1 },
  ]);
  expect(atOnce(written(m3u, full)).losses.map(({ field }) => field)).toContain('hotCues');
});

const read = (format: (typeof formats)[number], text: string) => {
  const reader = format.reader();
  for (let at = 0; at < text.length; at += 700) reader.write(text.slice(at, at + 700));
  return reader.end();
};

test.each(formats)('$name: any text, whole or cut off, is read without a throw', (format) => {
  fc.assert(
    fc.property(anyCollection, fc.nat(), fc.string(), (collection, cut, noise) => {
      const whole = [...format.write(collection)].join('');
      const at = cut % (whole.length + 1);
      for (const text of [whole.slice(0, at), whole.slice(0, at) + noise + whole.slice(at), noise]) {
        const { collection: found } = read(format, text);
        for (const list of found.lists) for (const place of list.tracks) expect(found.tracks[place]).toBeDefined();
        for (const { fileName, cues } of found.tracks) {
          expect(fileName).not.toMatch(/[/\\]/);
          for (const { timeSec } of [...cues.hotCues, ...cues.loops]) expect(timeSec).toBeGreaterThanOrEqual(0);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('entities that multiply, elements without end and numbers without sense do no harm', () => {
  const entities = Array.from({ length: 20 }, (_, i) => `<!ENTITY l${i + 1} "&l${i};&l${i};&l${i};&l${i};">`).join('');
  const bomb = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">${entities}]><DJ_PLAYLISTS><COLLECTION>
    <TRACK TrackID="1" Name="&l20;" Location="file://localhost/%2e%2e/%2e%2e/etc/passwd" AverageBpm="1e999"
      Rating="-7" TotalTime="NaN" Size="99999999999999999999"><TEMPO Inizio="0" Bpm="0"/>
      <POSITION_MARK Type="4" Start="5" End="2" Num="0"/><POSITION_MARK Type="0" Start="-3" Num="1"/></TRACK>
    </COLLECTION></DJ_PLAYLISTS>`;
  const { collection, losses, isDamaged } = read(rekordbox, bomb);
  expect(isDamaged).toBe(true);
  expect(collection.tracks[0]).toMatchObject({
    ...{ fileName: 'passwd', bpm: null, durationSec: null, sizeBytes: null, grid: null, rating: 0 },
    cues: noPoints,
  });
  expect(collection.tracks[0]?.title.length).toBeLessThan(100);
  expect(losses.map(({ field }) => field)).toEqual(['grid', 'loops', 'unreadable']);
  expect(read(traktor, `<NML>${'<NODE TYPE="FOLDER" NAME="x">'.repeat(50_000)}`).isDamaged).toBe(true);
  expect(read(csv, `"${'""'.repeat(100_000)}`).collection.tracks).toEqual([]);
});

test('as other programs write it', () => {
  const list = read(
    m3u,
    '\uFEFF#EXTM3U\r\n#EXTINF:215,Moderat - A New Error\r\nC:\\Music\\Moderat\\A New Error.mp3\r\n\r\nfile:///home/x/B%C3%A4r.flac\r\n#EXT-X-ENDLIST:1\r\n',
  );
  expect(list.collection.tracks).toMatchObject([
    { title: 'A New Error', artist: 'Moderat', durationSec: 215, fileName: 'A New Error.mp3' },
    { title: '', fileName: 'Bär.flac' },
  ]);
  const table = read(csv, 'Titel;Interpret;Länge;Tonart;Label\n"A; ""B""";C;3:25;8A;Ostgut\n');
  expect(table.collection.tracks).toMatchObject([
    { title: 'A; "B"', artist: 'C', durationSec: 205, key: { tonic: 9, mode: 'minor' } },
  ]);
  expect(table.losses).toEqual([{ field: 'otherFields', count: 1 }]);
});

test.each([
  ['<?xml version="1.0"?><DJ_PLAYLISTS Version="1.0.0">', 'x.txt', 'rekordbox'],
  ['<NML VERSION="19">', 'collection.xml', 'traktor'],
  ['#EXTM3U\n', 'list', 'm3u'],
  ['a.mp3', 'list.M3U', 'm3u'],
  ['Title,Artist', 'x.csv', 'csv'],
  ['<html>', 'x.xml', null],
])('%s in %s is %s', (start, name, id) => expect(formatOf(start, name)?.id ?? null).toBe(id));

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Music\\x.mp3', 'x.mp3'],
  ['..', ''],
  ['a/..', ''],
  ['…mp3', '…mp3'],
])('the name of %s is %s', (path, name) => expect(baseName(path)).toBe(name));
