import fc from 'fast-check';
import { expect, test } from 'vitest';
import { id3Length, seratoInId3, seratoInMp4, seratoInText } from './containers.ts';
import { readSerato } from './read.ts';
import { beats, expected, float32, inText, markers, tag, text, uint32 } from './serato.test.support.ts';

test('cues, loops and grid from ID3, Vorbis comments and MP4 are the same', () => {
  expect(id3Length(tag)).toBe(tag.length);
  expect(readSerato(seratoInId3(tag))).toMatchObject({ ...expected, losses: [] });
  const texts = [inText('Serato Markers2', markers), inText('Serato BeatGrid', beats)];
  expect(readSerato(seratoInText(texts))).toMatchObject(expected);
  const box = (type: string, data: number[]) => [...uint32(data.length + 8), ...text(type), ...data];
  const free = (name: string, value: string) =>
    box('----', [
      ...box('mean', [0, 0, 0, 0, ...text('com.serato.dj')]),
      ...box('name', [0, 0, 0, 0, ...text(name)]),
      ...box('data', [0, 0, 0, 1, 0, 0, 0, 0, ...text(value)]),
    ]);
  const moov = [...free('markersv2', texts[0] as string), ...free('beatgrid', texts[1] as string)];
  expect(readSerato(seratoInMp4(Uint8Array.from(moov)))).toMatchObject(expected);
});

test('whatever is cut off, overwritten or lies about its length is read without a throw', () => {
  fc.assert(
    fc.property(
      fc.nat(tag.length),
      fc.array(fc.tuple(fc.nat(tag.length - 1), fc.nat(255)), { maxLength: 20 }),
      (end, damage) => {
        const bytes = tag.slice(0, end);
        for (const [at, value] of damage) if (at < bytes.length) bytes[at] = value;
        const { cues } = readSerato(seratoInId3(bytes));
        for (const { slot } of cues.hotCues) expect(slot).toBeLessThan(8);
        readSerato(seratoInMp4(bytes));
      },
    ),
  );
  fc.assert(fc.property(fc.string(), (any) => void readSerato(seratoInText([any]))));
  const lying = Uint8Array.from([1, 0, 255, 255, 255, 255, ...float32(Number.NaN), ...float32(1e30)]);
  expect(readSerato(new Map([['Serato BeatGrid', lying]])).grid).toBeNull();
});
