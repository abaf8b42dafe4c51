import fc from 'fast-check';
import { trackColours } from '../library/search/colours.ts';
import { renumbered } from '../tempo/beat-grid.ts';
import type { Collection, ExchangeCues, ExchangeTrack } from './collection.ts';

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));
const seconds = fc.double({ min: 0, max: 600, noNaN: true }).map((value) => rounded(value, 4));
/** Text as people write it, in any script, with what XML and tables stumble over. */
const text = fc
  .string({
    unit: fc.oneof(fc.constantFrom(...'<>&"\',;#=-+@ []'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })),
  })
  .map((value) => value.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]+/gu, ' ').trim());
const colour = fc.option(fc.constantFrom(...trackColours.map(({ hex }) => hex)));
const point = fc.record({ timeSec: seconds, name: text, colour });
const byTime = (a: { timeSec: number }, b: { timeSec: number }) => a.timeSec - b.timeSec;
const apart = { selector: ({ timeSec }: { timeSec: number }) => Math.round(timeSec * 100) };

const cues: fc.Arbitrary<ExchangeCues> = fc.record({
  hotCues: fc
    .uniqueArray(fc.tuple(point, fc.nat(7)), { selector: ([, slot]) => slot, maxLength: 8 })
    .map((all) => all.map(([one, slot]) => ({ ...one, slot })).sort((a, b) => a.slot - b.slot)),
  memoryCues: fc.uniqueArray(point, apart).map((all) => all.sort(byTime)),
  loops: fc
    .uniqueArray(fc.record({ timeSec: seconds, name: text, colour, slot: fc.option(fc.nat(7)) }), {
      ...apart,
      maxLength: 5,
    })
    .map((all) => all.map((one) => ({ ...one, endSec: one.timeSec + 1.875 })).sort(byTime)),
  intro: fc.option(fc.constant({ startSec: 0.5, endSec: 15 })),
  outro: fc.constant(null),
});

/** Grids of up to four stretches that lead into each other. */
export const anyGrid = fc
  .record({
    start: fc.double({ min: 0.001, max: 0.24, noNaN: true }),
    stretches: fc.array(
      fc.record({ bpm: fc.integer({ min: 6000, max: 20_000 }), beats: fc.integer({ min: 8, max: 99 }) }),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
    beatsPerBar: fc.constantFrom(4, 3, 5),
    downbeat: fc.nat(2),
  })
  .map(({ start, stretches, beatsPerBar, downbeat }) => {
    let [timeSec, beat] = [rounded(start, 4), 0];
    const segments = stretches.map(({ bpm: hundredths, beats }) => {
      const bpm = hundredths / 100;
      const segment = { timeSec, bpm, beat };
      timeSec = timeSec + (beats * 60) / bpm;
      beat += beats;
      return segment;
    });
    const [first] = segments as [(typeof segments)[number]];
    return renumbered({ segments, beatsPerBar, downbeat: 0 }, first.timeSec + (downbeat * 60) / first.bpm);
  });

const track: fc.Arbitrary<ExchangeTrack> = fc.record({
  fileName: text.map((name) => `${name.replace(/[/\\]/g, '').replace(/^[. ]+/, '')}.mp3`),
  blobHash: fc.option(fc.constant('ab'.repeat(32))),
  sizeBytes: fc.option(fc.integer({ min: 2000, max: 1e9 })),
  durationSec: fc.option(fc.integer({ min: 1, max: 10_000 })),
  title: text,
  artist: text,
  album: text,
  genre: text,
  comment: text,
  tags: fc.uniqueArray(text.map((tag) => tag.replaceAll(';', '').trim()).filter(Boolean)),
  year: fc.option(fc.integer({ min: 1900, max: 2100 })),
  rating: fc.nat(5),
  colour,
  bpm: fc.option(fc.integer({ min: 4000, max: 25_000 }).map((hundredths) => hundredths / 100)),
  key: fc.option(fc.record({ tonic: fc.nat(11), mode: fc.constantFrom('major' as const, 'minor' as const) })),
  plays: fc.nat(99),
  addedAt: fc.option(fc.integer({ min: 1e12, max: 2e12 })),
  grid: fc.option(anyGrid),
  cues,
});

/** Collections of tracks with all that can be said of them, and lists of them. */
export const anyCollection: fc.Arbitrary<Collection> = fc.array(track, { maxLength: 4 }).chain((tracks) =>
  fc.record({
    tracks: fc.constant(tracks),
    lists: fc.array(
      fc.record({
        name: text.map((name) => name || 'List'),
        kind: fc.constantFrom('crate' as const, 'playlist' as const),
        tracks: tracks.length === 0 ? fc.constant([]) : fc.array(fc.nat(tracks.length - 1)),
      }),
      { maxLength: 3 },
    ),
  }),
);
