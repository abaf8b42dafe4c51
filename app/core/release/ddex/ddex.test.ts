import { describe, expect, test } from 'vitest';
import type { ReleaseBundle } from '#contracts/release/release.ts';
import { goodRelease } from '../rules/fixtures/corpus.ts';
import { draftOf, track } from '../rules/fixtures/draft.ts';
import { codesOf } from '../territories/algebra.ts';
import { packageFiles } from './files.ts';
import { faultOf, isSafePath } from './limits.ts';
import { buildMessage } from './message.ts';
import { structureErrors } from './order.test.support.ts';
import { readMessage } from './read.ts';
import { readSideFile, writeSideFile } from './side-file.ts';
import { childOf, childrenOf, parseXml, textOf } from './xml.ts';

const options = {
  ...{
    sender: 'PADPIDA2007061301U',
    recipient: 'PADPIDA2013020802I',
    messageId: 'M1',
    createdAt: '2026-12-01T12:00:00Z',
  },
  isTest: true,
};
const build = ({ bundle, facts }: Pick<ReturnType<typeof goodRelease>, 'bundle' | 'facts'>) =>
  buildMessage(bundle, facts, options);

let ids = 0;
const newId = () => `id-${ids++}`;

/** What a message can say of a release, by names instead of ids. */
function said({ release, parties }: ReleaseBundle) {
  const name = (id: string | null) => parties.find((party) => party.id === id)?.name;
  const full = (one: { title: string; version: string }) => (one.version ? `${one.title} (${one.version})` : one.title);
  return {
    title: full(release),
    ...{
      upc: release.upc,
      label: name(release.labelId),
      dates: { ...release.dates, preview: '' },
      explicit: release.explicit,
    },
    ...{
      genre: release.genre,
      cLine: release.cLine,
      pLine: release.pLine,
      territories: [...codesOf(release.territories)].sort(),
    },
    artists: release.artists.map(({ partyId, role }) => [name(partyId), role]),
    tracks: release.tracks.map((one) => ({
      ...{
        title: full(one),
        isrc: one.isrc,
        volume: one.volume,
        audioLanguage: one.audioLanguage,
        explicit: one.explicit,
      },
      ...{ pLine: one.pLine, genre: one.genre },
      artists: one.artists.map(({ partyId, role }) => [name(partyId), role]),
      people: one.contributors.map(({ partyId, role }) => `${name(partyId)} ${role}`).sort(),
    })),
  };
}

test('the messages of 40 good releases are well-formed and in the order of the schema', () => {
  for (let seed = 0; seed < 40; seed++)
    expect(structureErrors(build(goodRelease(seed))), `release ${seed}`).toEqual([]);
});

test('what is out of order, missing or unknown is seen', () => {
  const xml = build(draftOf() as never);
  expect(structureErrors(xml.replace(/<ReleaseType>.*?<\/ReleaseType>/, ''))).not.toEqual([]);
  expect(structureErrors(xml.replace('<Duration>', '<Length/><Duration>'))).not.toEqual([]);
  expect(() => structureErrors(xml.replace('</PartyList>', ''))).toThrow(RangeError);
});

test('hashes, sizes, technical details and the cover are stated', () => {
  const draft = draftOf();
  const root = parseXml(build(draft as never));
  const [recording] = childrenOf(childOf(root, 'ResourceList'), 'SoundRecording');
  const file = childOf(recording, 'SoundRecordingEdition', 'TechnicalDetails', 'DeliveryFile');
  expect(textOf(file, 'SamplingRate')).toBe('44100');
  expect(textOf(file, 'File', 'URI')).toBe(
    'resources/4000000000013_01_001.wav'.replace('4000000000013', draft.bundle.release.upc),
  );
  expect(textOf(file, 'File', 'HashSum', 'HashSumValue')).toBe(track(draft).audio?.blobHash);
  expect(textOf(childOf(root, 'ResourceList', 'Image'), 'TechnicalDetails', 'ImageHeight')).toBe('3000');
});

test('typed text cannot break out of the message', () => {
  const title = `<b>&amp;"'\u0007]]></DisplayTitleText><!-- 朝`;
  const xml = build(draftOf(({ bundle }) => Object.assign(bundle.release, { title })) as never);
  expect(textOf(parseXml(xml), 'ReleaseList', 'Release', 'DisplayTitleText')).toBe(title.replace('\u0007', ''));
  expect(structureErrors(xml)).toEqual([]);
});

test.each(Array.from({ length: 24 }, (_, seed) => seed))('release %i comes back from its message', (seed) => {
  const input = goodRelease(seed);
  const { bundle, files } = readMessage(build(input), newId);
  expect(said(bundle)).toEqual(said(input.bundle));
  const named = packageFiles(input.bundle.release);
  expect(files.map(({ path }) => path).sort()).toEqual(named.map(({ path }) => path).sort());
  expect(
    files.every(({ algorithm, hash }) => algorithm === 'sha-256' && named.some(({ file }) => file.blobHash === hash)),
  ).toBe(true);
});

test('what the standard has no place for comes back from the side file, of this message only', () => {
  const { bundle } = draftOf((draft) => (track(draft).ai.vocals = 'generated'));
  const text = writeSideFile(bundle as ReleaseBundle, 'abc');
  expect(readSideFile(text, 'abc')).toEqual(bundle);
  expect(JSON.parse(text)).toMatchObject({ aiDisclosure: [{ parts: { vocals: 'generated' } }, {}, {}, {}] });
  expect(readSideFile(text, 'other')).toBeNull();
  expect(readSideFile('{', 'abc')).toBeNull();
  expect(readSideFile(text.replace('"volumes": 1', '"volumes": "one"'), 'abc')).toBeNull();
});

describe('hostile packages', () => {
  test.each(['', '../a', 'a/../b', '/etc/passwd', 'C:/a', 'a\\b', 'a//b', 'a\u0000b', `${'a/'.repeat(20)}b`])(
    'path %s',
    (path) => expect(isSafePath(path)).toBe(false),
  );

  const entry = (path: string, bytes = 10, packedBytes = bytes) => ({ path, bytes, packedBytes, isFolder: false });

  test.each([
    [Array.from({ length: 5001 }, (_, i) => entry(String(i))), 'tooMany'],
    [[entry('a', 2e9, 1e6)], 'tooDense'],
    [[entry('a', 150e9), entry('b', 60e9)], 'tooLarge'],
    [[entry('a'), entry('A')], 'twice'],
    [[entry('resources/../../a')], 'unsafePath'],
  ])('%#', (entries, fault) => expect(faultOf(entries)).toMatchObject({ fault }));

  test('XML that is deep, endless or full of entities', () => {
    expect(() => parseXml('<a>'.repeat(100))).toThrow(RangeError);
    const bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>';
    expect(() => parseXml(bomb)).toThrow(RangeError);
    expect(() => readMessage('<html/>', newId)).toThrow(RangeError);
  });
});
